import type { TableMap } from './table-map.ts';

/**
 * Finance property in which a row carries the id of its Dataverse row, and by which it is searched: such a row tells
 * whose it is, under whatever key. Undefined where the map has none.
 */
export function sourceIdProperty(map: TableMap): string | undefined {
  const property = map.toFinance?.findBy;
  const field = map.fields.find(
    ({ direction, finance }) => direction === 'to-finance' && finance?.property === property,
  );
  return property !== undefined &&
    field?.dataverse?.path === map.dataverse.id &&
    field.transform.kind === 'copy'
    ? property
    : undefined;
}
