import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Sync } from '../sync/sync.ts';

export interface StoppedMap {
  readonly map: string;
  readonly reason: string;
}

/**
 * Maps that should run and do not, whether a record waits for them or not. Those that a person switched off are none of
 * them.
 *
 * @throws LedgerError
 */
export async function stoppedMaps({ maps, mapFault }: Sync): Promise<readonly StoppedMap[]> {
  const stopped: StoppedMap[] = [];
  for (const map of maps.all()) {
    if (maps.isOff(map)) continue;
    const reason = maps.stopped(map) ?? (await known(mapFault(map)));
    if (reason !== undefined) stopped.push({ map: map.name, reason });
  }
  return stopped;
}

/** Nothing is known while a system is away: then its records say so themselves. */
async function known(fault: Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await fault;
  } catch (error) {
    if (error instanceof CounterpartError) return undefined;
    throw error;
  }
}
