import type { ODataValue } from '../odata/value.ts';
import type { Seen } from '../sync/attempt.ts';
import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Amount } from './comparison.ts';
import { moneyColumns } from './money-columns.ts';

/** The money of a record on the sides where its row is. */
export function amountsOf(
  map: TableMap,
  direction: Direction,
  { source, existing }: Seen,
): readonly Amount[] {
  const held = typeof existing === 'object' ? existing.values : {};
  const [dataverse, finance] = direction === 'to-finance' ? [source, held] : [held, source];
  return moneyColumns(map, direction).map((column) => ({
    column: direction === 'to-finance' ? column.finance : column.dataverse,
    ...side('dataverse', dataverse?.[column.dataverse]),
    ...side('finance', finance?.[column.finance]),
  }));
}

const side = <Name extends string>(
  name: Name,
  value: ODataValue | undefined,
): Partial<Record<Name, string>> =>
  (value === undefined || value === null || value === '' ? {} : { [name]: String(value) }) as Partial<
    Record<Name, string>
  >;
