import type { ODataValue, Row } from '../odata/value.ts';
import { constantValue } from './constant-value.ts';
import { labelsNotRead, type Conversion } from './conversion.ts';
import { cut } from './cut.ts';
import { emptyProblem } from './empty-problem.ts';
import { isCompanyCode } from './is-company-code.ts';
import { lookupKeyOf, type LookupPart } from './lookup-key-of.ts';
import { optionOf } from './map-value.ts';
import { problemOfField } from './problem-of-field.ts';
import type { DataverseType, Field, TableMap } from './table-map.ts';
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
  const bySent = { always: {}, create: {}, update: {}, completing: {} } as Record<
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
    updateOnly: bySent.update,
    completing: bySent.completing,
    lookups,
    problems,
  };
}

function convert({ transform, dataverse, ...field }: Field, value: ODataValue): Conversion {
  const type = dataverse?.type ?? 'text';
  switch (transform.kind) {
    case 'constant':
      return { value: constantValue(transform.value, type) };
    case 'label-map':
      return labelsNotRead(transform.labels);
    case 'value-map':
      return orDefault(optionOf(value, type, transform.pairs), field.whenEmpty, type);
    case 'copy':
      return cut(
        orDefault(toDataverseValue(value, type, field.scale), field.whenEmpty, type),
        field.truncate,
      );
  }
}

/** A value that comes to nothing in Dataverse gets the map's default, where it has one. */
const orDefault = (
  converted: Conversion,
  whenEmpty: string | boolean | undefined,
  type: DataverseType,
): Conversion =>
  whenEmpty !== undefined && 'value' in converted && converted.value === null
    ? { value: constantValue(whenEmpty, type) }
    : converted;

function append(parts: Map<string, LookupPart[]>, column: string, part: LookupPart): void {
  parts.set(column, [...(parts.get(column) ?? []), part]);
}

const lowerCompany = (path: string, value: ODataValue): ODataValue =>
  typeof value === 'string' && isCompanyCode(path) ? value.toLowerCase() : value;
