import { LosslessNumber } from 'lossless-json';
import type { ODataValue, Row } from '../odata/value.ts';
import type { Conversion } from './conversion.ts';
import { emptyProblem } from './empty-problem.ts';
import { isCompanyCode } from './is-company-code.ts';
import { lookupKeyOf, type LookupPart } from './lookup-key-of.ts';
import { optionOf } from './map-value.ts';
import { problemOfField } from './problem-of-field.ts';
import type { Field, TableMap } from './table-map.ts';
import { toDataverseValue } from './to-dataverse-value.ts';
import type { FieldProblem, LookupKey, Transformed } from './transformed.ts';
import { valueIn } from './value-in.ts';

/**
 * A Finance row in the form of its Dataverse row. Pure: the same row gives the same result. Fields whose paths start
 * with the same look-up together name the row that it must point to; a look-up that a record reference resolves is
 * left to it.
 *
 * @param row every property of `columnsToRead(map, 'to-dataverse')`.
 * @throws Error when the row was read without a property that the map needs: it would empty it in Dataverse.
 */
export function transformToDataverse(map: TableMap, row: Row): Transformed {
  const bySent = { always: {}, create: {}, completing: {} } as Record<
    Field['sent'],
    Record<string, ODataValue>
  >;
  const parts = new Map<string, LookupPart[]>();
  const problems: FieldProblem[] = [];
  const referenced = new Set(map.toDataverse?.references.map((reference) => reference.lookup));
  for (const field of map.fields) {
    if (field.direction !== 'to-dataverse' || field.dataverse === undefined) continue;
    const { path } = field.dataverse;
    const [column = path, ...rest] = path.split('.');
    const source = field.finance?.property ?? 'constant';
    const value = field.finance === undefined ? null : valueIn(row, source);
    const converted = convert(field, value);
    if ('fault' in converted) {
      problems.push(problemOfField(source, path, value, converted));
      continue;
    }
    if (field.required && converted.value === null) problems.push(emptyProblem(source, path));
    if (rest.length === 0) bySent[field.sent][column] = converted.value;
    else if (!referenced.has(column))
      append(parts, column, { source, path: rest, value: lowerCompany(path, converted.value) });
  }
  const lookups: Record<string, LookupKey | null> = {};
  for (const [column, named] of parts) {
    const { key, missing } = lookupKeyOf(map.dataverse.table, column, named);
    lookups[column] = key;
    const incomplete = missing.map((part) => emptyProblem(part.source, [column, ...part.path].join('.')));
    problems.push(
      ...incomplete.filter((problem) => !problems.some((known) => known.target === problem.target)),
    );
  }
  return {
    key: {},
    values: bySent.always,
    createOnly: bySent.create,
    completing: bySent.completing,
    lookups,
    problems,
  };
}

function convert({ transform, dataverse }: Field, value: ODataValue): Conversion {
  const type = dataverse?.type ?? 'text';
  switch (transform.kind) {
    case 'constant':
      return { value: type === 'choice' ? new LosslessNumber(String(transform.value)) : transform.value };
    case 'value-map':
      return optionOf(value, type, transform.pairs);
    case 'copy':
      return toDataverseValue(value, type);
  }
}

function append(parts: Map<string, LookupPart[]>, column: string, part: LookupPart): void {
  parts.set(column, [...(parts.get(column) ?? []), part]);
}

const lowerCompany = (path: string, value: ODataValue): ODataValue =>
  typeof value === 'string' && isCompanyCode(path) ? value.toLowerCase() : value;
