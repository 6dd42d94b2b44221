import type { Node } from 'web-tree-sitter';
import type { BicepFile, Module, Resource } from './bicep-file.ts';
import { bodyOf, declaredName, literalOf, nodesOf, partsOf, propertiesOf } from './nodes.ts';

/** What a parsed file declares. */
export function readBicepFile(file: string, root: Node): BicepFile {
  const declared = <Entry>(type: string, read: (node: Node) => Entry): ReadonlyMap<string, Entry> =>
    new Map(nodesOf(root, type).map((node) => [declaredName(node)?.text ?? '', read(node)]));
  return {
    file,
    root,
    params: declared('parameter_declaration', (node) => ({
      node,
      required: !node.children.some(({ type }) => type === '='),
    })),
    variables: declared('variable_declaration', (node) => node),
    resources: declared('resource_declaration', resourceOf),
    modules: declared('module_declaration', moduleOf),
    outputs: declared('output_declaration', (node) => node),
  };
}

const firstString = (node: Node): string =>
  literalOf(partsOf(node).find(({ type }) => type === 'string')) ?? '';

function resourceOf(node: Node): Resource {
  const [type = '', version = ''] = firstString(node).split('@');
  return { node, type, version, existing: node.children.some(({ type: kind }) => kind === 'existing') };
}

function moduleOf(node: Node): Module {
  const body = bodyOf(node);
  const given = body === undefined ? undefined : propertiesOf(body).find(([name]) => name === 'params');
  const params =
    given === undefined ? [] : propertiesOf(given[1]).map(([name, , key]) => [name, key] as const);
  return { node, path: firstString(node), params: new Map(params) };
}
