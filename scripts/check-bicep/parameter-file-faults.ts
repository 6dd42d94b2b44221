import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { parameterFaults } from './module-faults.ts';
import { declaredName, literalOf, nodesOf, partsOf } from './nodes.ts';
import { parameterTypeFaults } from './type-faults.ts';

/** A parameter file whose template is not there, or that gives other parameters, types or defaults than it has. */
export function parameterFileFaults(
  read: BicepFile,
  files: ReadonlyMap<string, BicepFile>,
): readonly Finding[] {
  const { file, root, variables } = read;
  const [using] = nodesOf(root, 'using_statement');
  if (using === undefined)
    return [findingAt(file, root, 'it does not say which file it is for: using is missing')];
  const path = literalOf(partsOf(using)[0]) ?? '';
  const target = files.get(path.replace(/^\.\//, ''));
  if (target === undefined) return [findingAt(file, using, `it is for ${path}, which is not there`)];
  const params = new Map([...variables].map(([name, node]) => [name, declaredName(node) ?? node]));
  return [
    ...parameterFaults(file, { node: using, params }, target),
    ...parameterTypeFaults(read, target, files),
  ];
}
