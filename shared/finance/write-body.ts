import { isLosslessNumber } from 'lossless-json';
import { bodyValue } from '../odata/body-value.ts';
import { UnfitValueError } from '../odata/unfit-value-error.ts';
import type { ODataValue } from '../odata/value.ts';
import type { WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { emptyValue } from './empty-value.ts';

/**
 * The body of a write, in the order of the values: Finance sets fields one by one, and a later one may be checked
 * against an earlier one. Nothing becomes the value that Finance holds for nothing.
 *
 * @throws UnfitValueError when a value is not of its property's type.
 */
export function writeBody(table: TableRef, values: WriteValues): Record<string, ODataValue> {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => {
      const type = table.key[column] ?? table.columns[column] ?? 'string';
      if (typeof value === 'object' && value !== null && !isLosslessNumber(value))
        throw new UnfitValueError(column, 'Finance has no look-ups: write the key of the row');
      return [column, value === null ? emptyValue(type) : bodyValue(column, type, value)];
    }),
  );
}
