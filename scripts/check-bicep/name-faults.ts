import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { decorators, functions } from './functions.ts';
import { declaredName, nodesOf, partsOf } from './nodes.ts';

/** Names that nothing declares, functions that Bicep does not have, and parameters, variables and `existing` that nobody uses. */
export function nameFaults(read: BicepFile): readonly Finding[] {
  const { file, root, params, variables, resources, modules } = read;
  const declared = new Set([params, variables, resources, modules].flatMap((names) => [...names.keys()]));
  const used = new Set<string>();
  const found: Finding[] = [];
  for (const node of nodesOf(root, 'identifier')) {
    const name = node.text;
    const role = roleOf(node);
    if (role === 'function' && !functions.has(name))
      found.push(findingAt(file, node, `there is no function ${name}`));
    if (role === 'decorator' && !decorators.has(name))
      found.push(findingAt(file, node, `there is no decorator @${name}`));
    if (role !== 'value' || isLocal(node)) continue;
    used.add(name);
    if (!declared.has(name)) found.push(findingAt(file, node, `${name} is declared nowhere in this file`));
  }
  if (file.endsWith('.bicepparam')) return found;
  for (const [name, { node }] of params)
    if (!used.has(name)) found.push(findingAt(file, node, `the parameter ${name} is not used`));
  for (const [name, node] of variables)
    if (!used.has(name)) found.push(findingAt(file, node, `the variable ${name} is not used`));
  for (const [name, { node, existing }] of resources)
    if (existing && !used.has(name)) found.push(findingAt(file, node, `the existing ${name} is not used`));
  return found;
}

/** What an identifier stands for at its place. */
function roleOf(node: Node): 'value' | 'function' | 'decorator' | 'name' {
  const { parent } = node;
  if (parent === null) return 'name';
  if (parent.type.endsWith('_declaration') && declaredName(parent)?.id === node.id) return 'name';
  if (parent.type === 'object_property' && partsOf(parent)[0]?.id === node.id) return 'name';
  if (parent.type === 'for_statement' && parent.childForFieldName('initializer')?.id === node.id)
    return 'name';
  if (parent.type === 'call_expression' && parent.childForFieldName('function')?.id === node.id)
    return parent.parent?.type === 'decorator' ? 'decorator' : 'function';
  return 'value';
}

/** It is the variable of a loop or the parameter of a lambda around it. */
function isLocal(node: Node): boolean {
  for (let around = node.parent; around !== null; around = around.parent) {
    const names =
      around.type === 'for_statement'
        ? loopNames(around)
        : around.type === 'lambda_expression'
          ? lambdaNames(around)
          : [];
    if (names.includes(node.text)) return true;
  }
  return false;
}

const loopNames = (loop: Node): readonly string[] => [
  ...[loop.childForFieldName('initializer')?.text ?? ''],
  ...partsOf(loop)
    .filter(({ type }) => type === 'for_loop_parameters')
    .flatMap((pair) => partsOf(pair).map(({ text }) => text)),
];

function lambdaNames(lambda: Node): readonly string[] {
  const [parameters] = partsOf(lambda);
  if (parameters === undefined) return [];
  return parameters.type === 'identifier' ? [parameters.text] : partsOf(parameters).map(({ text }) => text);
}
