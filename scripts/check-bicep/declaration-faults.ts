import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, declaredName, nodesOf, partsOf, propertiesOf } from './nodes.ts';

/**
 * What is declared twice, resources that would have one name, declarations that wait for each other, and files that deploy to
 * another place than they say.
 */
export function declarationFaults(read: BicepFile): readonly Finding[] {
  return [...declaredTwice(read), ...namedTwice(read), ...circles(read), ...misplaced(read)];
}

function declaredTwice({ file, root }: BicepFile): readonly Finding[] {
  const seen = new Set<string>();
  return root.namedChildren
    .filter(({ type }) => type.endsWith('_declaration'))
    .flatMap((node) => {
      // An output may be named as what it gives.
      const name = `${node.type === 'output_declaration' ? 'output ' : ''}${declaredName(node)?.text ?? ''}`;
      const found = seen.has(name) ? [findingAt(file, node, `${name} is declared twice`)] : [];
      seen.add(name);
      return found;
    });
}

/** Two resources of one type and name under one parent or on one scope, or all of a loop. */
function namedTwice({ file, resources, modules }: BicepFile): readonly Finding[] {
  const seen = new Set<string>();
  const all = [
    ...[...resources.values()].filter(({ existing }) => !existing).map(({ node, type }) => ({ node, type })),
    ...[...modules.values()].map(({ node }) => ({ node, type: 'module' })),
  ];
  return all.flatMap(({ node, type }) => {
    const body = bodyOf(node);
    if (body === undefined) return [];
    const given = new Map(propertiesOf(body).map(([name, value]) => [name, value]));
    const name = given.get('name');
    const [loop] = nodesOf(node, 'for_statement').filter((each) => bodyOf(each)?.id === body.id);
    const key = [type, given.get('parent')?.text, given.get('scope')?.text, name?.text].join(' ');
    const twice = seen.has(key);
    seen.add(key);
    if (name === undefined) return [];
    if (twice) return [findingAt(file, name, `two of ${type} are named ${name.text}`)];
    return loop !== undefined && !loopNames(loop).some((each) => names(name).includes(each))
      ? [findingAt(file, name, `all of this loop would be named ${name.text}`)]
      : [];
  });
}

const names = (node: Node): readonly string[] =>
  [...nodesOf(node, 'identifier'), ...nodesOf(node, 'property_identifier')].map(({ text }) => text);

const loopNames = (loop: Node): readonly string[] => [
  loop.childForFieldName('initializer')?.text ?? '',
  ...partsOf(loop)
    .filter(({ type }) => type === 'for_loop_parameters')
    .flatMap((pair) => partsOf(pair).map(({ text }) => text)),
];

/** Resources and modules that need each other, directly or through others. */
function circles({ file, resources, modules }: BicepFile): readonly Finding[] {
  const nodes = new Map([...resources, ...modules].map(([name, { node }]) => [name, node]));
  const needs = new Map(
    [...nodes].map(([name, node]) => [
      name,
      new Set(names(bodyOf(node) ?? node).filter((other) => other !== name && nodes.has(other))),
    ]),
  );
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    [...(needs.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return [...nodes]
    .filter(([name]) => reaches(name, name, new Set()))
    .map(([name, node]) => findingAt(file, node, `${name} waits for itself through what it needs`));
}

/** Only a file for a subscription makes a resource group, and there every module says into which group it goes. */
function misplaced({ file, root, resources, modules }: BicepFile): readonly Finding[] {
  if (file.endsWith('.bicepparam')) return [];
  const [scope] = nodesOf(root, 'target_scope_assignment');
  const ofSubscription = scope?.text.includes("'subscription'") === true;
  const group = 'Microsoft.Resources/resourceGroups';
  return [
    ...[...resources.values()]
      .filter(({ type, existing }) => !existing && (type === group) !== ofSubscription)
      .map(({ node, type }) =>
        findingAt(file, node, `${type} is not made at the scope of this file: see targetScope`),
      ),
    ...[...modules]
      .filter(([, { node }]) => {
        const body = bodyOf(node);
        return ofSubscription && body !== undefined && !propertiesOf(body).some(([name]) => name === 'scope');
      })
      .map(([name, { node }]) =>
        findingAt(file, node, `the module ${name} does not say into which group it goes: scope`),
      ),
  ];
}
