import type { ODataValue, Row } from '../odata/value.ts';

/**
 * A value of a row that was read.
 *
 * @throws Error when the row was read without this column: what is unknown must not pass for empty.
 */
export function valueIn(row: Row, column: string): ODataValue {
  const value = row[column];
  if (value === undefined) throw new Error(`The row was read without ${column}.`);
  return value;
}
