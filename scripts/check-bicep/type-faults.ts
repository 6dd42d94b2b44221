import type { Node } from 'web-tree-sitter';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { bodyOf, literalOf, nodesOf, partsOf, propertiesOf } from './nodes.ts';
import { declaredType, typeOf, types } from './type-of.ts';

type Files = ReadonlyMap<string, BicepFile>;

/** Values of another type than their place was declared as, and defaults that their own decorators refuse. */
export function typeFaults(read: BicepFile, files: Files): readonly Finding[] {
  const { file, params, outputs, modules } = read;
  const unlike = (node: Node | undefined, type: string, what: string): readonly Finding[] => {
    const given = node === undefined ? undefined : typeOf(node, read, files);
    return node === undefined || given === undefined || given === type
      ? []
      : [findingAt(file, node, `${what} is ${type}, and this is ${given}`)];
  };
  const declarations = [...params].map(([name, { node, required }]) => ({ name, node, required }));
  return [
    ...[...declarations, ...[...outputs].map(([name, node]) => ({ name, node, required: false }))].flatMap(
      ({ name, node, required }) => {
        const type = declaredType(node);
        if (!(types as readonly string[]).includes(type))
          return [findingAt(file, node, `${name} is declared as ${type}, which is no type`)];
        return required ? [] : unlike(partsOf(node).at(-1), type, name);
      },
    ),
    ...declarations.flatMap(({ name, node, required }) => (required ? [] : refusedDefault(file, name, node))),
    ...[...modules.values()].flatMap(({ node, path }) => {
      const target = files.get(path);
      const body = bodyOf(node);
      const given =
        body === undefined ? undefined : propertiesOf(body).find(([name]) => name === 'params')?.[1];
      if (target === undefined || given === undefined) return [];
      return propertiesOf(given).flatMap(([name, value]) => {
        const param = target.params.get(name);
        return param === undefined
          ? []
          : unlike(value, declaredType(param.node), `the parameter ${name} of ${path}`);
      });
    }),
  ];
}

/** A parameter file gives other types than its template declares, or other defaults. */
export function parameterTypeFaults(read: BicepFile, target: BicepFile, files: Files): readonly Finding[] {
  return [...read.variables].flatMap(([name, node]) => {
    const param = target.params.get(name);
    const value = partsOf(node).at(-1);
    if (param === undefined || value === undefined) return [];
    const type = declaredType(param.node);
    const given = typeOf(value, read, files);
    if (given !== undefined && given !== type)
      return [findingAt(read.file, value, `${name} of ${target.file} is ${type}, and this is ${given}`)];
    const [here, there] = [
      fallbackOf(value),
      param.required ? undefined : textOf(partsOf(param.node).at(-1)),
    ];
    return here === there
      ? []
      : [
          findingAt(
            read.file,
            value,
            `${name} is ${here ?? 'required'} here, and ${there ?? 'required'} in ${target.file}`,
          ),
        ];
  });
}

/** The second word of readEnvironmentVariable, within whatever reads it. */
function fallbackOf(value: Node): string | undefined {
  const call = nodesOf(value, 'call_expression').find(
    (each) => each.childForFieldName('function')?.text === 'readEnvironmentVariable',
  );
  const given = call?.childForFieldName('arguments');
  return given == null ? textOf(value) : literalOf(partsOf(given)[1]);
}

const textOf = (node: Node | undefined): string | undefined => literalOf(node) ?? node?.text;

/** `@allowed`, `@minValue` and `@maxValue` stand before the declaration. */
function refusedDefault(file: string, name: string, declaration: Node): readonly Finding[] {
  const value = partsOf(declaration).at(-1);
  const { previousNamedSibling: before } = declaration;
  if (value === undefined || before?.type !== 'decorators' || !/^(string|number|boolean)$/.test(value.type))
    return [];
  const found = nodesOf(before, 'call_expression').flatMap((call) => {
    const [given] = partsOf(call.childForFieldName('arguments') ?? call);
    switch (given === undefined ? '' : call.childForFieldName('function')?.text) {
      case 'allowed':
        return partsOf(given as Node).some(({ text }) => text === value.text)
          ? []
          : ['is not among those allowed'];
      case 'minValue':
        return Number(value.text) < Number(given?.text) ? [`is below ${String(given?.text)}`] : [];
      case 'maxValue':
        return Number(value.text) > Number(given?.text) ? [`is above ${String(given?.text)}`] : [];
      default:
        return [];
    }
  });
  return found.map((says) => findingAt(file, value, `the default of ${name} ${says}`));
}
