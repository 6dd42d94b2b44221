import type { Field, TableMap } from './table-map.ts';

/**
 * The map without one reference to another record: what it sends of a row whose look-up is empty. Such a row it sends
 * anyway, so nothing is invented.
 *
 * @param lookup column of the look-up, as in the map's references.
 * @returns undefined where the map refers to no record by it, or needs something of the row that it points to.
 */
export function withoutReference(map: TableMap, lookup: string): TableMap | undefined {
  const { toFinance } = map;
  const references = toFinance?.references.filter((each) => each.kind !== 'parent' || each.lookup !== lookup);
  if (
    toFinance === undefined ||
    references === undefined ||
    references.length === toFinance.references.length
  )
    return undefined;
  const named = (field: Field): boolean =>
    field.direction === 'to-finance' &&
    (field.dataverse?.path === lookup || field.dataverse?.path.startsWith(`${lookup}.`) === true);
  if (map.fields.some((field) => named(field) && field.required)) return undefined;
  return {
    ...map,
    fields: map.fields.filter((field) => !named(field)),
    toFinance: { ...toFinance, references },
  };
}
