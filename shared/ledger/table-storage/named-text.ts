import type { TableClient } from '@azure/data-tables';
import { escapeKey } from './escape-key.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import { readRow } from './read-row.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

/** Row key of a named text. */
export const rowKey = 'value';

/** A table of texts by name, each in a partition of its own. Every method is one operation. */
export interface NamedText {
  readonly get: (name: string) => Promise<string | undefined>;
  readonly put: (name: string, value: string) => Promise<void>;
}

/** The named texts of a table of the store. @throws the store's errors: `storeCall` makes LedgerError of them. */
export const namedText = (table: TableClient): NamedText => ({
  get: async (name) => {
    const row = await readRow(table, escapeKey(name), rowKey);
    return row === undefined ? undefined : readLongText('value', row);
  },
  put: async (name, value) => {
    await table.upsertEntity(namedTextRow(name, value), 'Replace');
  },
});

/** The row of a named text. */
export const namedTextRow = (name: string, value: string): Row => ({
  partitionKey: escapeKey(name),
  rowKey,
  ...textColumns({ name }),
  ...longTextColumns('value', value),
});
