import { apiVersions } from './api-versions.ts';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, propertiesOf } from './nodes.ts';

/** Resources of a type or version that is not on our list, without a name, or whose parent is of another type. */
export function resourceFaults({ file, resources }: BicepFile): readonly Finding[] {
  return [...resources].flatMap(([symbol, { node, type, version }]) => {
    const found: Finding[] = [];
    const known = apiVersions[type];
    if (known === undefined)
      found.push(
        findingAt(
          file,
          node,
          `${type} is not in scripts/check-bicep/api-versions.ts: misspelt, or new there`,
        ),
      );
    else if (known !== version)
      found.push(findingAt(file, node, `${type} is used in version ${version}; our files use ${known}`));
    const body = bodyOf(node);
    const properties = new Map(
      body === undefined ? [] : propertiesOf(body).map(([name, value]) => [name, value]),
    );
    if (!properties.has('name')) found.push(findingAt(file, node, `${symbol} has no name`));
    const parent = resources.get(properties.get('parent')?.text ?? '');
    if (parent !== undefined && type.split('/').slice(0, -1).join('/') !== parent.type)
      found.push(findingAt(file, node, `${type} cannot be a child of ${parent.type}`));
    return found;
  });
}
