import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { nodesOf, partsOf } from './nodes.ts';

/** The types that a parameter and an output may be declared as. */
export const types = ['string', 'int', 'bool', 'array', 'object'] as const;
export type Type = (typeof types)[number];

/** What functions of Bicep return, of those whose answer has always the same type; `json` gives what stands in the text. */
const returned: Readonly<Record<string, Type>> = {
  ...{ readEnvironmentVariable: 'string', string: 'string', toLower: 'string', uniqueString: 'string' },
  ...{ guid: 'string', replace: 'string', loadTextContent: 'string', subscriptionResourceId: 'string' },
  ...{ int: 'int', length: 'int', max: 'int', min: 'int' },
  ...{ bool: 'bool', empty: 'bool', contains: 'bool', startsWith: 'bool', endsWith: 'bool' },
  ...{ items: 'array', map: 'array', flatten: 'array', filter: 'array', range: 'array', split: 'array' },
};

const written: Readonly<Record<string, Type>> = {
  ...{ string: 'string', number: 'int', boolean: 'bool', array: 'array', for_statement: 'array' },
  object: 'object',
};

/** As which type a parameter or an output is declared. */
export const declaredType = (declaration: Node): string =>
  partsOf(declaration).find(({ type }) => type === 'type')?.text ?? '';

/** The type of an expression where it can be told from the files alone; undefined where it cannot. */
export function typeOf(
  node: Node,
  read: BicepFile,
  files: ReadonlyMap<string, BicepFile>,
): string | undefined {
  const parts = partsOf(node);
  const inner = (part: Node | undefined): string | undefined =>
    part === undefined ? undefined : typeOf(part, read, files);
  switch (node.type) {
    case 'identifier':
      return typeOfName(node.text, read, files);
    case 'member_expression':
      return typeOfOutput(node, read, files);
    case 'call_expression':
      return returned[node.childForFieldName('function')?.text ?? ''];
    case 'parenthesized_expression':
      return inner(parts[0]);
    case 'ternary_expression': {
      const [one, other] = [inner(parts[1]), inner(parts[2])];
      return one === other ? one : undefined;
    }
    case 'unary_expression':
      return node.text.startsWith('!') ? 'bool' : 'int';
    case 'binary_expression':
      return /^(==|!=|<=?|>=?|&&|\|\|)$/.test(node.childForFieldName('operator')?.text ?? '')
        ? 'bool'
        : undefined;
    default:
      return written[node.type];
  }
}

function typeOfName(
  name: string,
  read: BicepFile,
  files: ReadonlyMap<string, BicepFile>,
): string | undefined {
  const param = read.params.get(name);
  if (param !== undefined) return declaredType(param.node);
  const variable = read.variables.get(name);
  const value = variable === undefined ? undefined : partsOf(variable).at(-1);
  return value === undefined || value.text === name ? undefined : typeOf(value, read, files);
}

/** `module.outputs.name`: as the module's file declares it. */
function typeOfOutput(
  node: Node,
  read: BicepFile,
  files: ReadonlyMap<string, BicepFile>,
): string | undefined {
  const [name, outputs] = [node.childForFieldName('property'), node.childForFieldName('object')];
  if (outputs?.childForFieldName('property')?.text !== 'outputs') return undefined;
  const module = read.modules.get(nodesOf(outputs, 'identifier')[0]?.text ?? '');
  const output = files.get(module?.path ?? '')?.outputs.get(name?.text ?? '');
  return output === undefined ? undefined : declaredType(output);
}
