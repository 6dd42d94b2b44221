import { LosslessNumber } from 'lossless-json';
import { resolvePath } from '../../table-map/resolve-path.ts';
import type { DataverseType } from '../../table-map/table-map.ts';
import { columnName } from './column-name.ts';
import type { Literal } from './condition.ts';
import { FilterError } from './filter-error.ts';
import type { FilterColumn } from './to-filter.ts';

/**
 * A column of an OData filter over a table: `statecode`, `_msdyn_project_value`, `msdyn_project/msdyn_projectnumber`.
 *
 * @throws FilterError when our metadata does not know it.
 */
export function dataverseColumn(table: string, name: string): FilterColumn {
  const path = columnName(name);
  try {
    const { type } = resolvePath(table, path);
    return { name: path, valueOf: (literal) => valueOf(path, type, literal) };
  } catch (error) {
    if (error instanceof FilterError) throw error;
    throw new FilterError(
      `names ${path}, and our metadata knows no such column of ${table}: declare it in columns of the file`,
      { cause: error },
    );
  }
}

const numbers: readonly DataverseType[] = ['integer', 'bigint', 'decimal', 'money', 'choice'];

function valueOf(
  column: string,
  type: DataverseType,
  literal: Literal,
): string | boolean | null | LosslessNumber {
  if (literal.kind === 'null') return null;
  if (literal.kind === 'number' && numbers.includes(type)) return new LosslessNumber(literal.text);
  if (type === 'boolean' && literal.kind === 'boolean') return literal.value;
  if (type === 'boolean' && literal.kind === 'number') return literal.text === '1';
  if (type === 'text' && literal.kind === 'text') return literal.text;
  if ((type === 'guid' || type === 'lookup') && literal.kind === 'guid') return literal.text;
  if (literal.kind === 'date')
    throw new FilterError(`compares ${column} with a date, which our filters do not`);
  throw new FilterError(`compares ${column}, of type ${type}, with a ${literal.kind}`);
}
