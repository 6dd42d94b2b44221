import { z } from 'zod';
import type { Sync } from '../sync.ts';
import { pauseName, type PausePlace } from './gate-names.ts';

const pauseSchema = z.object({
  who: z.string(),
  /** ISO 8601. */
  since: z.string(),
  why: z.string(),
});

/** Who paused, when and why. Stored in Control as JSON. */
export type Pause = z.infer<typeof pauseSchema>;

/** The pause of a Control row. One that cannot be read still holds back: somebody wanted it. */
export function parsePause(text: string): Pause {
  const unreadable = { who: 'somebody', since: '', why: text };
  try {
    return pauseSchema.safeParse(JSON.parse(text)).data ?? unreadable;
  } catch {
    return unreadable;
  }
}

/**
 * Holds back a map, a legal entity or a direction: from now on (other processes: within two seconds) its records are
 * parked instead of sent, until the pause is ended.
 *
 * @returns false when that place was paused already; its first reason then stays.
 * @throws Error naming a map or company that does not exist; LedgerError.
 */
export async function pause(sync: Sync, place: PausePlace, who: string, why: string): Promise<boolean> {
  assertPlace(sync, place);
  const value: Pause = { who, since: new Date(sync.now()).toISOString(), why };
  const paused = await sync.ledger.putControlIf(pauseName(place), undefined, JSON.stringify(value));
  sync.gates.forget();
  if (paused) sync.log(`paused ${pauseName(place)} by ${who}: ${why}`);
  return paused;
}

/** A pause of what does not exist would hold nothing back, and nobody would notice. */
function assertPlace(sync: Sync, { map, company, direction }: PausePlace): void {
  if (map !== '*' && !sync.maps.has(map)) throw new Error(`There is no table map "${map}" to pause.`);
  if (company !== '*' && !sync.companies.has(company))
    throw new Error(`Legal entity "${company}" is not in scope: nothing of it to pause.`);
  if (map === '*' && company === '*' && direction === '*')
    throw new Error('A pause names a map, a legal entity or a direction.');
}
