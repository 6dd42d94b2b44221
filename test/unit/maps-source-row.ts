import { LosslessNumber } from 'lossless-json';
import type { Row } from '../../shared/odata/value.ts';
import { columnsToRead } from '../../shared/table-map/columns-to-read.ts';
import type { Direction } from '../../shared/table-map/direction.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';

/** A number as it travels. */
export const n = (text: string): LosslessNumber => new LosslessNumber(text);

/** A row as it is read for one direction: what is not given is null. A column that the map does not read is a mistake. */
export function sourceRow(map: TableMap, direction: Direction, values: Row): Row {
  const columns = columnsToRead(map, direction);
  const unread = Object.keys(values).filter((column) => !columns.includes(column));
  if (unread.length > 0) throw new Error(`${map.name} does not read ${unread.join(', ')}`);
  return { ...Object.fromEntries(columns.map((column) => [column, null])), ...values };
}
