import type { Row } from '../odata/value.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Finance key of the project that a row belongs to, in lower case; undefined when it names none. */
export function projectOf(map: TableMap, financeRow: Row): string | undefined {
  if (map.project === undefined) return undefined;
  const number = text(financeRow[map.project.number]);
  return number === '' ? undefined : `${text(financeRow[map.project.company])}|${number}`.toLowerCase();
}

const text = (value: Row[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);
