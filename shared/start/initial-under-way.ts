import type { Sync } from '../sync/sync.ts';
import { readRuns, readUnits } from './run-store.ts';

/** The initial sync that is going over the rows of one of these maps, or will; undefined where there is none. @throws LedgerError. */
export async function initialUnderWay(sync: Sync, maps: readonly string[]): Promise<string | undefined> {
  for (const { id, kind, finishedAt, needsConfirmation, confirmedBy } of await readRuns(sync)) {
    const isAtWork = kind === 'initial' && finishedAt === undefined;
    if (!isAtWork || (needsConfirmation && confirmedBy === undefined)) continue;
    const units = await readUnits(sync, id);
    if (units.some(({ map, step }) => maps.includes(map) && (step === 'to-do' || step === 'begun')))
      return id;
  }
  return undefined;
}
