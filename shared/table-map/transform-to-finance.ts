import type { ODataValue, Row } from '../odata/value.ts';
import { constantValue } from './constant-value.ts';
import { labelsNotRead, type Conversion } from './conversion.ts';
import { cut } from './cut.ts';
import { emptyProblem } from './empty-problem.ts';
import { isCompanyCode } from './is-company-code.ts';
import { memberOf } from './map-value.ts';
import { problemOfField } from './problem-of-field.ts';
import type { DataverseType, Field, TableMap } from './table-map.ts';
import { toFinanceValue } from './to-finance-value.ts';
import type { FieldProblem, Transformed } from './transformed.ts';
import { valueIn } from './value-in.ts';

/**
 * A Dataverse row in the form of its Finance row. Pure: the same row gives the same result.
 *
 * @param row every column of `columnsToRead(map, 'to-finance')`, by column or look-up path.
 * @throws Error when the row was read without a column that the map needs: it would empty it in Finance.
 */
export function transformToFinance(map: TableMap, row: Row): Transformed {
  const key: Record<string, ODataValue> = {};
  const bySent = { always: {}, create: {}, update: {}, completing: {} } as Record<
    Field['sent'],
    Record<string, ODataValue>
  >;
  const problems: FieldProblem[] = [];
  for (const field of map.fields) {
    if (field.direction !== 'to-finance' || field.finance === undefined) continue;
    const { property } = field.finance;
    const source = sourceOf(field, row);
    if (field.required && field.whenEmpty === undefined && isEmpty(source.value) && !isConstant(field)) {
      problems.push(emptyProblem(source.path, property));
      continue;
    }
    if (field.omitEmpty === true && isEmpty(source.value)) continue;
    const converted = convert(field, source);
    if ('fault' in converted) {
      problems.push(problemOfField(source.path, property, source.value, converted));
      continue;
    }
    const target = Object.hasOwn(map.finance.key, property) ? key : bySent[field.sent];
    target[property] = lowerCompany(property, converted.value);
  }
  return {
    key,
    values: bySent.always,
    createOnly: bySent.create,
    updateOnly: bySent.update,
    completing: bySent.completing,
    lookups: {},
    problems,
  };
}

interface Source {
  readonly path: string;
  readonly type: DataverseType;
  readonly value: ODataValue;
}

/** The value of the first path that holds one. */
function sourceOf({ dataverse }: Field, row: Row): Source {
  if (dataverse === undefined) return { path: 'constant', type: 'text', value: null };
  const { orElse, ...first } = dataverse;
  const value = valueIn(row, first.path);
  if (orElse === undefined || !isEmpty(value)) return { ...first, value };
  return { ...orElse, value: valueIn(row, orElse.path) };
}

function convert({ transform, finance, ...field }: Field, { value, type }: Source): Conversion {
  if (field.whenEmpty !== undefined && isEmpty(value))
    return { value: constantValue(field.whenEmpty, finance?.type ?? 'string') };
  switch (transform.kind) {
    case 'constant':
      return { value: constantValue(transform.value, finance?.type ?? 'string') };
    case 'label-map':
      return labelsNotRead(transform.labels);
    case 'value-map':
      return memberOf(value, type, transform.pairs);
    case 'copy':
      if (finance === undefined || finance.type === 'enum') throw new Error('An enum needs a value map.');
      return cut(toFinanceValue(value, type, finance.type, field.scale), field.truncate);
  }
}

const isConstant = ({ transform }: Field): boolean => transform.kind === 'constant';

const isEmpty = (value: ODataValue): boolean => value === null || value === '';

const lowerCompany = (property: string, value: ODataValue): ODataValue =>
  typeof value === 'string' && isCompanyCode(property) ? value.toLowerCase() : value;
