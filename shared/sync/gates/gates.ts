import type { Ledger } from '../../ledger/ledger.ts';
import { breakerPrefix, linkedPrefix, pausePrefix } from './gate-names.ts';
import type { GateSettings } from './gate-settings.ts';
import { keptFor } from './kept-for.ts';
import { recentRecords, type RecentRecords } from './recent-records.ts';

/** What this process knows of breakers, pauses and links, and what it counts to shut them. */
export interface Gates {
  readonly settings: GateSettings;
  /** Open breakers and pauses by their name in Control, as text. May be a few seconds old. @throws LedgerError */
  readonly shut: () => Promise<ReadonlyMap<string, string>>;
  /** Which maps are linked in which legal entities, by their name in Control. @throws LedgerError */
  readonly linked: () => Promise<ReadonlyMap<string, string>>;
  /** After a write of ours: the next look reads anew. */
  readonly forget: () => void;
  readonly failures: RecentRecords;
  readonly rejections: RecentRecords;
  readonly deletes: RecentRecords;
}

/** @param keepMs how old the answer of `shut` may be. */
export function openGates(
  ledger: Pick<Ledger, 'listControls'>,
  now: () => number,
  keepMs: number,
  settings: GateSettings,
): Gates {
  const shut = keptFor(
    async () => {
      const [breakers, pauses] = await Promise.all([
        ledger.listControls(breakerPrefix),
        ledger.listControls(pausePrefix),
      ]);
      return new Map([...breakers, ...pauses]);
    },
    now,
    keepMs,
  );
  const linked = keptFor(() => ledger.listControls(linkedPrefix), now, keepMs);
  return {
    settings,
    shut: shut.get,
    linked: linked.get,
    forget: () => {
      shut.forget();
      linked.forget();
    },
    failures: recentRecords(settings.failureWindowMs),
    rejections: recentRecords(settings.autoPauseMs),
    deletes: recentRecords(settings.deleteFloodMs),
  };
}
