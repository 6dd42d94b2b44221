import { odata } from '@azure/data-tables';
import type { Area } from '../../table-map/area.ts';
import type { OpenRow } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { readOpenRow } from './open-row.ts';

/** The open records of an area, in no order: one range over its shards, a page of up to 1,000 rows per operation. */
export async function* listOpen({ open }: Tables, area: Area): AsyncIterable<OpenRow> {
  const filter = odata`PartitionKey ge ${`${area}:`} and PartitionKey lt ${`${area};`}`;
  for await (const row of open.listEntities({ queryOptions: { filter } })) yield readOpenRow(row);
}
