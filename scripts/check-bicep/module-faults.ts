import type { Node } from 'web-tree-sitter';
import type { BicepFile, Module } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { nodesOf } from './nodes.ts';

/** Modules whose file is not there, parameters that it does not have or that are missing, outputs that it does not have. */
export function moduleFaults(read: BicepFile, files: ReadonlyMap<string, BicepFile>): readonly Finding[] {
  const { file, root, modules } = read;
  const found: Finding[] = [];
  for (const [name, module] of modules) {
    const target = files.get(module.path);
    if (target === undefined)
      found.push(findingAt(file, module.node, `the module ${name} names ${module.path}, which is not there`));
    else found.push(...parameterFaults(file, module, target));
  }
  for (const { module, output, node } of outputsRead(root)) {
    const path = modules.get(module)?.path;
    const target = path === undefined ? undefined : files.get(path);
    if (target !== undefined && !target.outputs.has(output))
      found.push(findingAt(file, node, `${target.file} has no output ${output}`));
  }
  return found;
}

/** What a module or a parameter file gives, against what the file that it names takes. */
export function parameterFaults(
  file: string,
  { node, params }: Pick<Module, 'node' | 'params'>,
  target: BicepFile,
): readonly Finding[] {
  const unknown = [...params]
    .filter(([name]) => !target.params.has(name))
    .map(([name, key]) => findingAt(file, key, `${target.file} has no parameter ${name}`));
  const missing = [...target.params]
    .filter(([name, { required }]) => required && !params.has(name))
    .map(([name]) => findingAt(file, node, `the parameter ${name} of ${target.file} is not given`));
  return [...unknown, ...missing];
}

/** Every `module.outputs.name`, with `.?` too. */
const outputsRead = (root: Node): readonly { module: string; output: string; node: Node }[] =>
  nodesOf(root, 'member_expression').flatMap((node) => {
    const outputs = node.childForFieldName('object');
    const module = outputs?.childForFieldName('object');
    const output = node.childForFieldName('property');
    if (outputs?.childForFieldName('property')?.text !== 'outputs' || module == null || output === null)
      return [];
    return [{ module: module.text, output: output.text, node: output }];
  });
