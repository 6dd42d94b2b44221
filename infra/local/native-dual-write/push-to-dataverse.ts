import type { NativeMap } from './native-map.ts';
import type { Systems } from './push-to-finance.ts';
import { ask, rowsIn } from './service.ts';

/**
 * Brings to Dataverse what Finance has written into rows of a map: the columns that flow there, found by the id that the
 * rows carry. Rows without a voucher have nothing to tell.
 *
 * @throws Refused
 */
export async function pushToDataverse({ dataverse, finance }: Systems, map: NativeMap): Promise<number> {
  const fields = map.fieldMappings.filter(({ syncDirection }) => syncDirection === 1);
  const id = map.fieldMappings.find(({ destinationField }) => destinationField === map.destination.id);
  if (fields.length === 0 || id === undefined) return 0;
  const filter = encodeURIComponent("VoucherNumber ne ''");
  const url = `${finance}/data/${map.source.set}?cross-company=true&$filter=${filter}`;
  const rows = rowsIn(await ask('GET', url));
  for (const row of rows)
    await ask(
      'PATCH',
      `${dataverse}/api/data/v9.2/${map.destination.set}(${String(row[id.sourceField])})`,
      Object.fromEntries(fields.map((field) => [field.destinationField, row[field.sourceField] ?? null])),
    );
  return rows.length;
}
