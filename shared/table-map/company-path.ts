import type { TableMap } from './table-map.ts';

/** Path of the company code on the Dataverse row: what the map says, else what fills the company of its Finance row. */
export function companyPath(map: TableMap): string | undefined {
  const { company } = map.finance;
  const filled = map.fields.find(
    (field) => field.direction === 'to-finance' && field.finance?.property === company,
  );
  return map.toFinance?.company ?? (company === undefined ? undefined : filled?.dataverse?.path);
}
