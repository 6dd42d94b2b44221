import type { TableClient } from '@azure/data-tables';
import type { Area } from '../../table-map/area.ts';
import type { OpenRow } from '../ledger.ts';
import { openRow, openRowKeys, readOpenRow } from './open-row.ts';
import { readRow } from './read-row.ts';
import { isConflict } from './store-error.ts';

/**
 * Puts an open row where the one that is there names the expected dead letter, or none is there. One operation for a row
 * that is not there and of which no letter is known, else two; one or two more whenever somebody else changes the row in between.
 *
 * @returns false where the row names another letter, which nobody else would name any more.
 */
export async function putOpenIf(
  table: TableClient,
  row: OpenRow,
  expected: string | undefined,
): Promise<boolean> {
  for (let asked = expected !== undefined; ; asked = true) {
    const found = asked ? await readNow(table, row.area, row.record) : undefined;
    if (found?.letter !== undefined && found.letter !== expected && !names(row, found.letter)) return false;
    try {
      if (found === undefined) await table.createEntity(openRow(row));
      else await table.updateEntity(openRow(row), 'Replace', { etag: found.etag });
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

/** Removes an open row where it names the expected dead letter, or none where none is expected. As `putOpenIf`. */
export async function removeOpenIf(
  table: TableClient,
  area: Area,
  record: string,
  expected: string | undefined,
): Promise<boolean> {
  for (;;) {
    const found = await readNow(table, area, record);
    if (found === undefined) return true;
    if (found.letter !== undefined && found.letter !== expected) return false;
    const { partitionKey, rowKey } = openRowKeys(area, record);
    try {
      await table.deleteEntity(partitionKey, rowKey, { etag: found.etag });
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

const names = ({ deadLetter }: OpenRow, letter: string): boolean => deadLetter?.sequenceNumber === letter;

async function readNow(
  table: TableClient,
  area: Area,
  record: string,
): Promise<{ readonly letter: string | undefined; readonly etag: string } | undefined> {
  const { partitionKey, rowKey } = openRowKeys(area, record);
  const row = await readRow(table, partitionKey, rowKey);
  return row === undefined
    ? undefined
    : { letter: readOpenRow(row).deadLetter?.sequenceNumber, etag: row.etag };
}
