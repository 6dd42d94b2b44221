import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { nodesOf, partsOf, propertiesOf } from './nodes.ts';

/** Secrets where everybody may read them: settings of the app, and outputs, which stay in the history of deployments. */
export function secretFaults({ file, variables, outputs }: BicepFile): readonly Finding[] {
  const settings = variables.get('appSettings');
  const object = settings === undefined ? undefined : partsOf(settings).find(({ type }) => type === 'object');
  const given = object === undefined ? [] : propertiesOf(object);
  return [
    ...given
      .filter(([, value]) => holdsKey(value))
      .map(([name, , key]) => findingAt(file, key, `the setting ${name} would hold a secret`)),
    ...[...outputs]
      .filter(([, output]) => holdsKey(output))
      .map(([name, output]) => findingAt(file, output, `the output ${name} would hold a secret`)),
  ];
}

const holdsKey = (value: Node): boolean =>
  nodesOf(value, 'property_identifier').some(({ text }) => /^list\w*Keys$/i.test(text));
