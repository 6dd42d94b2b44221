import type { NativeMap } from './native-map.ts';
import type { Systems } from './push-to-finance.ts';
import { ask, rowsIn, type Json } from './service.ts';

/**
 * Makes a Dataverse row of every posted Finance row of a map whose rows come about in Finance, once. Nothing in the row says
 * later where it came from, as no column that holds its number is published: so the player remembers it.
 *
 * @param sent keys that crossed before; those that cross now are added. @throws Refused
 */
export async function bringToDataverse(
  { dataverse, finance }: Systems,
  map: NativeMap,
  sent: Set<string>,
): Promise<void> {
  if (map.sourceFilter === undefined) return;
  const { set, key } = map.source;
  const url = `${finance}/data/${set}?cross-company=true&$filter=${encodeURIComponent(map.sourceFilter)}`;
  for (const row of rowsIn(await ask('GET', url))) {
    const name = JSON.stringify([set, ...key.map((property) => row[property])]);
    if (sent.has(name)) continue;
    await ask(
      'POST',
      `${dataverse}/api/data/v9.2/${map.destination.set}`,
      await valuesOf(dataverse, map, row),
      {
        // As its own user, whose writes Project Operations lets through.
        'x-sandbox-user': 'system',
      },
    );
    sent.add(name);
  }
}

async function valuesOf(dataverse: string, map: NativeMap, row: Json): Promise<Json> {
  const values: Record<string, unknown> = {};
  for (const { sourceField, destinationField, lookup } of map.fieldMappings) {
    const value = row[sourceField];
    if (lookup === undefined) values[destinationField] = value;
    else {
      const filter = encodeURIComponent(`${lookup.column} eq '${String(value)}'`);
      const found = rowsIn(await ask('GET', `${dataverse}/api/data/v9.2/${lookup.set}?$filter=${filter}`));
      values[`${destinationField}@odata.bind`] = `/${lookup.set}(${String(found[0]?.[lookup.id])})`;
    }
  }
  return values;
}
