import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, nodesOf, partsOf, propertiesOf } from './nodes.ts';

/**
 * What Azure must know before a deployment starts and what is only known in its course: what a loop goes through, a condition,
 * and the name of a resource must not come from the properties of a resource or the outputs of a module, nor from a variable
 * that does. https://learn.microsoft.com/azure/azure-resource-manager/bicep/loops
 */
export function startFaults(read: BicepFile): readonly Finding[] {
  const { file, root, resources, modules } = read;
  const places = [
    ...nodesOf(root, 'for_statement').map((loop) => ({
      node: rangeOf(loop),
      what: 'what a loop goes through',
    })),
    ...nodesOf(root, 'if_statement').map((condition) => ({
      node: partsOf(condition)[0],
      what: 'a condition',
    })),
    ...[...resources.values()].map(({ node }) => ({ node: nameOf(node), what: 'the name of a resource' })),
    // A module may be named as it likes, but so that Azure knows it.
    ...[...modules.values()].map(({ node }) => ({ node: nameOf(node), what: 'the name of a module' })),
  ];
  return places.flatMap(({ node, what }) => {
    const late = node === undefined ? undefined : lateIn(node, read);
    return node === undefined || late === undefined
      ? []
      : [findingAt(file, node, `${what} must be known when the deployment starts, and ${late} is not`)];
  });
}

/** The expression behind `in`. */
const rangeOf = (loop: Node): Node | undefined => {
  const from = loop.children.findIndex(({ type }) => type === 'in');
  return from < 0 ? undefined : loop.children[from + 1];
};

const nameOf = (declaration: Node): Node | undefined => {
  const body = bodyOf(declaration);
  return body === undefined ? undefined : propertiesOf(body).find(([name]) => name === 'name')?.[1];
};

/** The first part of an expression, or of the variables in it, that is only known later. */
function lateIn(node: Node, read: BicepFile, seen: ReadonlySet<string> = new Set()): string | undefined {
  for (const member of nodesOf(node, 'member_expression')) {
    const of = member.childForFieldName('object')?.text ?? '';
    const property = member.childForFieldName('property')?.text;
    if (property === 'properties' && read.resources.has(of)) return `${of}.properties`;
    if (property === 'outputs' && read.modules.has(of)) return `${of}.outputs`;
  }
  for (const { text } of nodesOf(node, 'identifier')) {
    const variable = read.variables.get(text);
    if (variable === undefined || seen.has(text)) continue;
    const late = lateIn(variable, read, new Set([...seen, text]));
    if (late !== undefined) return late;
  }
  return undefined;
}
