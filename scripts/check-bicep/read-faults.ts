import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { nodesOf } from './nodes.ts';
import { readProperties } from './read-properties.ts';

/** What is read from a resource or module and is not there: outputs of a resource, properties that its type does not have. */
export const readFaults = ({ file, root, resources, modules }: BicepFile): readonly Finding[] =>
  nodesOf(root, 'member_expression').flatMap((node) => {
    const of = node.childForFieldName('object');
    const name = node.childForFieldName('property')?.text ?? '';
    const resource = resources.get(of?.childForFieldName('object')?.text ?? '');
    if (resource !== undefined && of?.childForFieldName('property')?.text === 'properties')
      return readProperties[resource.type]?.includes(name) === true
        ? []
        : [
            findingAt(
              file,
              node,
              `${resource.type} has no ${name} in scripts/check-bicep/read-properties.ts`,
            ),
          ];
    if (name === 'outputs' && resources.has(of?.text ?? ''))
      return [findingAt(file, node, `${of?.text ?? ''} is a resource, and only a module has outputs`)];
    if (name === 'properties' && modules.has(of?.text ?? ''))
      return [findingAt(file, node, `${of?.text ?? ''} is a module, which gives outputs and no properties`)];
    return [];
  });
