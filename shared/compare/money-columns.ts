import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Columns of the counterpart that hold money which can be added up (a price of one unit cannot), with the source column that each comes from. */
export const moneyColumns = (
  map: TableMap,
  direction: Direction,
): readonly { readonly dataverse: string; readonly finance: string }[] =>
  map.fields.flatMap((field) =>
    field.direction === direction &&
    field.dataverse?.type === 'money' &&
    !/price$/i.test(field.dataverse.path) &&
    field.finance !== undefined
      ? [{ dataverse: field.dataverse.path, finance: field.finance.property }]
      : [],
  );
