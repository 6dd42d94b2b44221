import type { Node } from 'web-tree-sitter';
import { z } from 'zod';
import {
  bulkTopic,
  changesTopic,
  dataverseEventsTopic,
  financeEventsTopic,
  ingestSubscription,
  scanSubscription,
  scanTopic,
  syncSubscription,
} from '../../shared/messaging/topics.ts';
import { areas } from '../../shared/table-map/area.ts';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, literalOf, nodesOf, partsOf, propertiesOf } from './nodes.ts';

const topologySchema = z.strictObject({
  topics: z.array(
    z.strictObject({ name: z.string(), subscriptions: z.array(z.strictObject({ name: z.string() })) }),
  ),
  defaults: z.record(z.string(), z.number()),
});

/** What the code publishes to and listens on, as topic/subscription. */
const ofTheCode: readonly string[] = [
  ...areas.flatMap((area) =>
    [changesTopic(area), bulkTopic(area)].map((topic) => `${topic}/${syncSubscription}`),
  ),
  `${scanTopic}/${scanSubscription}`,
  ...[dataverseEventsTopic, financeEventsTopic].map((topic) => `${topic}/${ingestSubscription}`),
];

const topologyPath = 'shared/messaging/topology.json';

/**
 * The topology file against the code, and the Bicep files against the topology file: whether they read it, use each of its
 * defaults and nothing that is not in it, and name only topics that it has.
 *
 * @param topology what stands in the topology file.
 */
export function topologyFaults(files: readonly BicepFile[], topology: unknown): readonly Finding[] {
  const parsed = topologySchema.safeParse(topology);
  const atTopology = (says: string): Finding => ({ file: topologyPath, line: 1, column: 1, says });
  if (!parsed.success) return [atTopology(z.prettifyError(parsed.error))];
  const { topics, defaults } = parsed.data;
  const there = topics.flatMap(({ name, subscriptions }) =>
    subscriptions.map((each) => `${name}/${each.name}`),
  );
  const found = [
    ...ofTheCode
      .filter((each) => !there.includes(each))
      .map((each) => atTopology(`${each} is missing; the code uses it`)),
    ...there
      .filter((each) => !ofTheCode.includes(each))
      .map((each) => atTopology(`the code does not use ${each}`)),
  ];
  const names = new Set(topics.map(({ name }) => name));
  for (const file of files) found.push(...unknownTopics(file, names));

  const readers = files.flatMap((file) =>
    [...file.variables].filter(([, node]) => loads(node)).map(([name]) => ({ file, name })),
  );
  const [reader] = readers;
  if (reader === undefined) return [...found, atTopology('no Bicep file reads it')];
  return [...found, ...readers.flatMap(({ file, name }) => memberFaults(file, name, Object.keys(defaults)))];
}

const loads = (variable: Node): boolean =>
  nodesOf(variable, 'call_expression').some((call) => {
    const [path] = partsOf(call.childForFieldName('arguments') ?? call);
    return call.text.startsWith('loadJsonContent') && literalOf(path) === `../../${topologyPath}`;
  });

/** `topology.x` and `topology.defaults.x` that are not in the file, and defaults that the template leaves out. */
function memberFaults(
  { file, root }: BicepFile,
  variable: string,
  defaults: readonly string[],
): readonly Finding[] {
  const members = nodesOf(root, 'member_expression').map((node) => ({
    node,
    of: node.childForFieldName('object')?.text,
    name: node.childForFieldName('property')?.text ?? '',
  }));
  const direct = members.filter(({ of }) => of === variable);
  const used = members.filter(({ of }) => of === `${variable}.defaults`);
  return [
    ...direct
      .filter(({ name }) => name !== 'topics' && name !== 'defaults')
      .map(({ node, name }) => findingAt(file, node, `${topologyPath} has no ${name}`)),
    ...used
      .filter(({ name }) => !defaults.includes(name))
      .map(({ node, name }) => findingAt(file, node, `the defaults of ${topologyPath} have no ${name}`)),
    ...defaults
      .filter((name) => !used.some((each) => each.name === name))
      .map((name) => findingAt(file, root, `${name} of ${topologyPath} is not used`)),
  ];
}

/** Names such as '${namespace.name}/finance-events/…' whose topic is not in the file. */
const unknownTopics = ({ file, resources }: BicepFile, topics: ReadonlySet<string>): readonly Finding[] =>
  [...resources.values()].flatMap(({ node, type }) => {
    const body = bodyOf(node);
    if (body === undefined || !type.startsWith('Microsoft.ServiceBus/namespaces/topics/')) return [];
    const name = propertiesOf(body).find(([property]) => property === 'name')?.[1];
    const topic = name === undefined ? undefined : /^'\$\{[^}]+\}\/([\w-]+)\//.exec(name.text)?.[1];
    return name === undefined || topic === undefined || topics.has(topic)
      ? []
      : [findingAt(file, name, `${topologyPath} has no topic ${topic}`)];
  });
