import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, literalOf, nodesOf, partsOf, propertiesOf } from './nodes.ts';
import { resourceShapes, type Shape } from './resource-shapes.ts';

/** Properties that a resource does not have, that it must have and lacks, and written values that Azure does not take. */
export const propertyFaults = (read: BicepFile): readonly Finding[] =>
  [...read.resources.values()].flatMap(({ node, type, existing }) => {
    const body = bodyOf(node);
    const shape = resourceShapes[type];
    if (existing || body === undefined || shape === undefined) return [];
    return faultsOf(read, body, { dependsOn: true, ...shape }, type);
  });

function faultsOf(read: BicepFile, node: Node, shape: Shape[string], what: string): readonly Finding[] {
  if (shape === true) return [];
  return valuesOf(node, read).flatMap((value) => {
    if (!isShape(shape)) {
      const word = literalOf(value);
      return word === undefined || shape.includes(word)
        ? []
        : [findingAt(read.file, value, `${what} is ${word}, but takes ${shape.join(', ')}`)];
    }
    if (value.type !== 'object') return [];
    const allowed = new Map(Object.entries(shape).map(([name, of]) => [name.replace(/!$/, ''), of]));
    const given = propertiesOf(value);
    const names = new Set(given.map(([name]) => name));
    return [
      ...Object.keys(shape)
        .filter((name) => name.endsWith('!') && !names.has(name.slice(0, -1)))
        .map((name) => findingAt(read.file, value, `${what} needs ${name.slice(0, -1)}`)),
      ...given.flatMap(([name, inner, key]) => {
        const of = allowed.get(name);
        return of === undefined
          ? [findingAt(read.file, key, `${what} has no ${name} in scripts/check-bicep/resource-shapes.ts`)]
          : faultsOf(read, inner, of, name);
      }),
    ];
  });
}

const isShape = (shape: readonly string[] | Shape): shape is Shape => !Array.isArray(shape);

/** What an expression may come to, as far as it is written out: both sides of a choice, each of a list. */
function valuesOf(node: Node, read: BicepFile): readonly Node[] {
  const parts = partsOf(node);
  switch (node.type) {
    case 'ternary_expression':
      return parts.slice(1).flatMap((part) => valuesOf(part, read));
    case 'array':
      return parts.flatMap((part) => valuesOf(part, read));
    case 'parenthesized_expression':
    case 'for_statement':
    case 'if_statement':
      return parts.slice(-1).flatMap((part) => valuesOf(part, read));
    case 'member_expression':
      return ofEach(node, read);
    default:
      return [node];
  }
}

/** `rule.every` in a loop over a list that a variable writes out: what stands in each of the list. */
function ofEach(member: Node, { variables }: BicepFile): readonly Node[] {
  const name = member.childForFieldName('property')?.text;
  for (let around = member.parent; around !== null; around = around.parent) {
    if (around.type !== 'for_statement') continue;
    if (around.childForFieldName('initializer')?.text !== member.childForFieldName('object')?.text) continue;
    const list = variables.get(partsOf(around)[1]?.text ?? '');
    const objects = list === undefined ? [] : nodesOf(list, 'object');
    return objects
      .flatMap((object) => propertiesOf(object).filter(([key]) => key === name))
      .map(([, value]) => value);
  }
  return [member];
}
