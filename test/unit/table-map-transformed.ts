import type { Row } from '../../shared/odata/value.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import type { Transformed } from '../../shared/table-map/transformed.ts';
import { n, sourceRow } from './maps-source-row.ts';

/** A contract line with its key, and these columns, on its way to Finance. */
export const sentToFinance = (map: TableMap, columns: Row): Transformed =>
  transformToFinance(
    map,
    sourceRow(map, 'to-finance', {
      'salesorderid.msdyn_owningcompany.cdm_companycode': 'usmf',
      'salesorderid.msdyn_salesordernumber': 'C-1001',
      sequencenumber: n('1'),
      ...columns,
    }),
  );

/** An expense with these properties on its way to Dataverse. */
export const sentToDataverse = (map: TableMap, properties: Row): Transformed =>
  transformToDataverse(map, sourceRow(map, 'to-dataverse', properties));
