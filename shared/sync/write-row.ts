import type { Row } from '../odata/value.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { CounterpartError, type CounterpartFailure } from './counterpart-error.ts';
import type { Counterpart, ReadRow, RowKey, WriteValues } from './counterpart.ts';
import { sameValue } from './same-value.ts';

export interface RowToWrite {
  readonly counterpart: Counterpart;
  readonly table: TableRef;
  readonly key: RowKey;
  /** Columns that the row must have afterwards. */
  readonly values: WriteValues;
  /** Columns that are sent only when the row is made. */
  readonly createOnly: WriteValues;
  /** Columns that are sent only when the row is there already. */
  readonly updateOnly?: WriteValues;
  /** Columns to read when the row must be read again. */
  readonly columns: readonly string[];
  /** The row as it was read with at least these columns; `unread` when a trusted hash made reading needless. */
  readonly existing: ReadRow | 'absent' | 'unread';
  /** @throws ProblemError when a row that is not there must not be made. */
  readonly assertMayCreate: () => void;
  /** Reason why a difference may not be written to this row, if there is one. */
  readonly frozen: (row: ReadRow) => string | undefined;
  readonly assertMayWrite: () => void;
  /** Waits a moment before a conflict is tried again; `tries` from 1. */
  readonly pause: (tries: number) => Promise<void>;
}

export interface WrittenRow {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'frozen';
  readonly changedFields: readonly string[];
  readonly reason?: string;
}

/**
 * Brings one row of a counterpart to the wanted values with as few writes as possible: nothing when it is equal, the
 * difference when it was read, all mapped columns when it was not. A row that somebody else makes or changes at the
 * same moment is read again, three times at most.
 *
 * @throws CounterpartError what the counterpart refused; ProblemError from the two assertions.
 */
export async function writeRow(write: RowToWrite): Promise<WrittenRow> {
  let existing = write.existing;
  for (let tries = 1; ; tries++) {
    try {
      return await writeOnce({ ...write, existing });
    } catch (error) {
      if (tries === 3 || !isFailure(error, 'conflict', 'already-exists', 'missing')) throw error;
      await write.pause(tries);
      existing = await readAgain(write);
    }
  }
}

async function writeOnce(write: RowToWrite): Promise<WrittenRow> {
  const { counterpart, table, key, existing } = write;
  if (existing === 'absent') {
    write.assertMayCreate();
    write.assertMayWrite();
    const made = { ...write.values, ...write.createOnly };
    await counterpart.create(table, key, made);
    return { outcome: 'created', changedFields: Object.keys(made) };
  }
  const values = { ...write.values, ...write.updateOnly };
  const difference = existing === 'unread' ? values : differing(table, existing.values, values);
  const changedFields = Object.keys(difference);
  if (changedFields.length === 0) return { outcome: 'unchanged', changedFields };
  const frozen = existing === 'unread' ? undefined : write.frozen(existing);
  if (frozen !== undefined) return { outcome: 'frozen', changedFields, reason: frozen };
  write.assertMayWrite();
  await counterpart.update(table, key, difference);
  return { outcome: 'updated', changedFields };
}

async function readAgain(write: RowToWrite): Promise<ReadRow | 'absent'> {
  return (await write.counterpart.read(write.table, write.key, write.columns)) ?? 'absent';
}

const differing = (table: TableRef, stored: Row, wanted: WriteValues): WriteValues =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([column, value]) => !sameValue(table.columns[column] ?? 'text', stored[column] ?? null, value),
    ),
  );

function isFailure(error: unknown, ...kinds: readonly CounterpartFailure[]): boolean {
  return error instanceof CounterpartError && kinds.includes(error.details.kind);
}
