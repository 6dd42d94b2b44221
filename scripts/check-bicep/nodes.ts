import type { Node } from 'web-tree-sitter';

/** All nodes of a kind under a node, itself included. */
export const nodesOf = (node: Node, type: string): readonly Node[] => node.descendantsOfType(type);

/** Children that are more than punctuation. */
export const partsOf = (node: Node): readonly Node[] =>
  node.namedChildren.filter(({ type }) => !type.includes('comment'));

/** What a string says, when nothing is put into it. */
export function literalOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'string' || nodesOf(node, 'interpolation').length > 0) return undefined;
  return node.text.replace(/^'''\n?|'''$|^'|'$/g, '');
}

/** The name that a declaration declares. */
export const declaredName = (declaration: Node): Node | undefined =>
  partsOf(declaration).find(({ type }) => type === 'identifier');

/** Name and value of each property of an object; a key that is put together has no name. */
export function propertiesOf(object: Node): readonly (readonly [name: string, value: Node, key: Node])[] {
  return partsOf(object).flatMap((property) => {
    const [key, value] = property.type === 'object_property' ? partsOf(property) : [];
    if (key === undefined || value === undefined) return [];
    const name = key.type === 'string' ? literalOf(key) : key.text;
    return name === undefined ? [] : [[name, value, key] as const];
  });
}

/** The object that a resource or module is made of, behind its condition and its loop. */
export function bodyOf(node: Node): Node | undefined {
  for (const part of partsOf(node)) {
    if (part.type === 'object') return part;
    if (part.type === 'if_statement' || part.type === 'for_statement') return bodyOf(part);
  }
  return undefined;
}
