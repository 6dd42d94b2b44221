import type { TableMap } from './table-map.ts';

/**
 * Finance property that gets the date by which the rows of a map are cut at go-live; undefined where they have none, as
 * master data, or where Finance does not keep it.
 */
export const financeDate = ({ fields, toFinance }: TableMap): string | undefined =>
  // A constant has no column in Dataverse either.
  toFinance?.goLiveDate === undefined
    ? undefined
    : fields.find(
        ({ direction, dataverse }) => direction === 'to-finance' && dataverse?.path === toFinance.goLiveDate,
      )?.finance?.property;
