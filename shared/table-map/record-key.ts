import type { FinanceType, TableMap } from './table-map.ts';

/** Finance properties, with their types, that name a record of the map where Finance's identity does. */
export function recordKey(map: TableMap): Readonly<Record<string, FinanceType>> {
  const by = map.toDataverse?.gather?.by;
  if (by === undefined) return map.finance.key;
  const types = new Map(
    map.fields.flatMap(({ finance }) => (finance === undefined ? [] : [[finance.property, finance.type]])),
  );
  return Object.fromEntries(by.map((property) => [property, types.get(property) ?? 'string']));
}
