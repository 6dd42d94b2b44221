import type { Sync } from '../sync/sync.ts';
import { approveDays } from '../sync/approved-days.ts';
import type { Run } from './run.ts';
import { putRun, readUnits } from './run-store.ts';

/**
 * A second person lets transactional rows from before go-live cross: within the days and for the maps and companies of
 * the run, from now on. Both names are in the audit.
 *
 * @returns why not, for a person. @throws LedgerError.
 */
export async function confirmRun(sync: Sync, run: Run, by: string): Promise<string | undefined> {
  const { id, from, to } = run;
  if (!run.needsConfirmation || from === undefined || to === undefined)
    return `Run ${id} needs no confirmation.`;
  if (run.confirmedBy !== undefined) return `Run ${id} was confirmed by ${run.confirmedBy} already.`;
  if (run.by.trim().toLowerCase() === by.trim().toLowerCase() || by === 'unknown')
    return `Run ${id} was asked for by ${run.by}: another person must confirm it, by name.`;
  for (const { map, company } of await readUnits(sync, id))
    await approveDays(sync, map, company, { from, to, run: id });
  await sync.ledger.addAudit({
    id: sync.newId(),
    at: new Date(sync.now()).toISOString(),
    by,
    action: 'confirm',
    record: `run|${id}`,
    before: { askedBy: run.by },
    after: { from, to },
  });
  await putRun(sync, { ...run, confirmedBy: by });
  return undefined;
}
