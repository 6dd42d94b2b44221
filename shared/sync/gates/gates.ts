import type { Ledger } from '../../ledger/ledger.ts';
import { breakerPrefix, pausePrefix } from './gate-names.ts';
import type { GateSettings } from './gate-settings.ts';
import { recentRecords, type RecentRecords } from './recent-records.ts';

/** What this process knows of breakers and pauses, and what it counts to shut them. */
export interface Gates {
  readonly settings: GateSettings;
  /** Open breakers and pauses by their name in Control, as text. May be a few seconds old. @throws LedgerError */
  readonly shut: () => Promise<ReadonlyMap<string, string>>;
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
  let kept: { until: number; readonly shut: Promise<ReadonlyMap<string, string>> } | undefined;
  const read = async (): Promise<ReadonlyMap<string, string>> => {
    const [breakers, pauses] = await Promise.all([
      ledger.listControls(breakerPrefix),
      ledger.listControls(pausePrefix),
    ]);
    return new Map([...breakers, ...pauses]);
  };
  const forget = (): void => {
    kept = undefined;
  };
  return {
    settings,
    shut: () => {
      if (kept !== undefined && kept.until > now()) return kept.shut;
      // While the store is slow everybody waits for the one read that is under way.
      const reading = { until: Infinity, shut: read() };
      kept = reading;
      reading.shut.then(
        () => (reading.until = now() + keepMs),
        // A failed read is not kept.
        () => (kept = kept === reading ? undefined : kept),
      );
      return reading.shut;
    },
    forget,
    failures: recentRecords(settings.failureWindowMs),
    rejections: recentRecords(settings.autoPauseMs),
    deletes: recentRecords(settings.deleteFloodMs),
  };
}
