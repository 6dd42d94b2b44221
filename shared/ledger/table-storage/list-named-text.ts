import { odata, type TableClient } from '@azure/data-tables';
import { escapeKey } from './escape-key.ts';
import { readLongText } from './long-text.ts';

/** All texts whose name begins with a prefix of at least one character, by name: one range over the partitions. */
export async function listNamedText(
  table: TableClient,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  // Names are escaped unit by unit, so a prefix stays one.
  const from = escapeKey(prefix);
  const to = from.slice(0, -1) + String.fromCharCode(from.charCodeAt(from.length - 1) + 1);
  const filter = odata`PartitionKey ge ${from} and PartitionKey lt ${to}`;
  const found = new Map<string, string>();
  for await (const row of table.listEntities({ queryOptions: { filter } }))
    found.set(String(row['name']), readLongText('value', row) ?? '');
  return found;
}
