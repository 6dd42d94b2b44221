import type { RecordState } from '../ledger/ledger.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import type { Change } from '../messaging/change.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { sourceIdProperty } from '../table-map/source-id-property.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import { wholeKey } from '../table-map/whole-key.ts';
import type { ReadRow } from './counterpart.ts';
import { mapInUse } from './map-in-use.ts';
import type { Sync } from './sync.ts';

/** What was read of a record before its claim. */
export interface ReadAhead {
  /** The source row, or the failure of its read: the first look goes on from it. */
  readonly source: Promise<ReadRow | undefined>;
  /** Canonical key of the Finance row that is to be made of it; undefined where none will be, or it is not whole. */
  readonly intendedKey: string | undefined;
}

/**
 * Reads the source of a record that no attempt has ended on yet, so that the claim can say under which key its row is
 * about to be made: a host that ends between write and commit must not leave a row that nobody finds.
 *
 * The claim is made against the version of the state that was there before this read. Whoever hears of a later change
 * of the row either claims first, and ours then fails, or finds our claim and leaves the key for us to look again: the
 * row that was read is as good as one that is read after the claim.
 *
 * @param state of the record before the claim.
 * @returns undefined where the claim need not say it, or a gate is shut: the look then reads for itself.
 * @throws LedgerError
 */
export async function readAhead(
  sync: Sync,
  map: TableMap,
  change: Change,
  state: RecordState | undefined,
): Promise<ReadAhead | undefined> {
  if (!isNewToFinance(map, change, state) || (await sync.gates.shut()).size > 0) return undefined;
  try {
    const using = await mapInUse(sync, map);
    const source = sync.dataverse.read(
      tableRefs(using).dataverse,
      { [using.dataverse.id]: change.row },
      columnsToRead(using, 'to-finance'),
    );
    const row = await source.catch(() => undefined);
    return { source, intendedKey: row && wholeKey(using, transformToFinance(using, row.values).key) };
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    // What is wrong with the map the look finds too, and says it.
    return undefined;
  }
}

/** Where no attempt ended there is no counterpart key yet, and a row that tells its source's id is found by that. */
const isNewToFinance = (map: TableMap, { source, event }: Change, state: RecordState | undefined): boolean =>
  source === 'dataverse' &&
  map.identity === 'dataverse' &&
  map.toFinance?.target === 'upsert' &&
  sourceIdProperty(map) === undefined &&
  event !== 'delete' &&
  state?.outcome === undefined;
