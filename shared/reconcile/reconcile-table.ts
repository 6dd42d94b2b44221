import { CounterpartError } from '../sync/counterpart-error.ts';
import { initialUnderWay } from '../start/initial-under-way.ts';
import type { Sync } from '../sync/sync.ts';
import type { ChangedPage, DataverseTrail } from './dataverse-trail.ts';
import { differingOnly } from './differing-only.ts';
import { foundChange } from './found-change.ts';
import { LinkRefusedError } from './link-refused-error.ts';
import type { TrackedTable } from './tracked-tables.ts';

/**
 * `changes`: by change tracking. `all rows`: every row was compared by key, because nothing was known yet, change tracking
 * could not go on from where it was, or the table does not track changes; `why` says which. `left out`: every row would
 * have to be compared, and an initial sync does that already; the next round after it compares.
 */
export interface ReconciledTable {
  readonly table: string;
  readonly how: 'changes' | 'all rows' | 'left out';
  readonly why?: string;
  readonly rows: number;
  readonly deleted: number;
  readonly published: number;
  /** Why it could not be finished; the next round begins where this one did. */
  readonly failed?: string;
}

/**
 * Publishes what happened to a table since the last round.
 *
 * @throws LedgerError, BusError
 */
export async function reconcileTable(
  sync: Sync,
  trail: DataverseTrail,
  tracked: TrackedTable,
): Promise<ReconciledTable> {
  const control = await controlOf(sync, tracked);
  const link = await sync.ledger.control(control);
  const counts = { rows: 0, deleted: 0, published: 0 };
  const told = { table: tracked.table.table, ...counts };
  try {
    if (link !== undefined)
      try {
        const found = await go(sync, trail, tracked, { control, link });
        return { ...told, how: 'changes', ...found };
      } catch (error) {
        if (!(error instanceof LinkRefusedError)) throw error;
        return { ...told, ...(await allRows(sync, trail, tracked, error.message)) };
      }
    return { ...told, ...(await allRows(sync, trail, tracked, 'no earlier round is known')) };
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
    return { ...told, how: link === undefined ? 'all rows' : 'changes', failed: error.message };
  }
}

async function allRows(
  sync: Sync,
  trail: DataverseTrail,
  tracked: TrackedTable,
  why: string,
): Promise<Partial<ReconciledTable> & Pick<ReconciledTable, 'how' | 'why'>> {
  const names = tracked.maps.map(({ name }) => name);
  const run = await initialUnderWay(sync, names);
  if (run !== undefined) return { how: 'left out', why: `initial sync ${run} is at these rows` };
  const control = await controlOf(sync, tracked);
  return { how: 'all rows', why, ...(await go(sync, trail, tracked, { control })) };
}

/** A link of an earlier epoch is not followed: after a restore of Dataverse it may be from a time that never was. */
async function controlOf(sync: Sync, { table }: TrackedTable): Promise<string> {
  const epoch = await sync.epoch();
  return epoch === 0 ? `delta|${table.table}` : `delta|${table.table}|${epoch}`;
}

async function go(
  sync: Sync,
  trail: DataverseTrail,
  { table, maps }: TrackedTable,
  { control, link }: { readonly control: string; readonly link?: string },
): Promise<Pick<ReconciledTable, 'rows' | 'deleted' | 'published'>> {
  let [rows, deleted, published] = [0, 0, 0];
  for await (const page of trail.changesSince(table, link)) {
    rows += page.changed.length;
    deleted += page.deleted.length;
    for (const map of maps) {
      const changed = link === undefined ? await differingOnly(sync, map, page.changed) : page.changed;
      const messages = [
        ...changed.map(({ row, version }) =>
          foundChange(map, { row, version, event: 'seen', at: sync.now() }),
        ),
        ...page.deleted.map((row) =>
          foundChange(map, { row, version: `since ${link ?? 'ever'}`, event: 'delete', at: sync.now() }),
        ),
      ];
      if (messages.length > 0) await sync.bus.publish(messages);
      published += messages.length;
    }
    await keep(sync, control, page);
  }
  return { rows, deleted, published };
}

/** After the messages are safe: a host that ends before finds the same rows again. */
async function keep(sync: Sync, control: string, { link }: ChangedPage): Promise<void> {
  if (link !== undefined) await sync.ledger.putControl(control, link);
}
