import { LedgerError } from '../ledger/ledger-error.ts';
import { rowsOfPages } from '../odata/pages.ts';
import { isAway } from '../sync/is-away.ts';
import type { Counterpart } from '../sync/counterpart.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Sync } from '../sync/sync.ts';

/** Milliseconds between tries, where nobody waits for an answer. */
const longPauses: readonly number[] = [1_000, 5_000, 15_000, 30_000];

/** A system that asks for more is asked again too early, and says so again: nobody waits here for an hour. */
const longestPauseMs = 30_000;

/**
 * The same sync, whose reads are tried again where a failure may pass, a page of a scan as well as a single record: work
 * that reads for hours must not end, nor call a record different, because of one slow answer.
 *
 * @param pauses milliseconds between tries.
 */
export function patientReads(sync: Sync, pauses = longPauses): Sync {
  // A system that is away for longer is waited for once, not once a record.
  let isWorn = false;
  const patiently = async <T>(read: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries++)
      try {
        const answer = await read();
        isWorn = false;
        return answer;
      } catch (error) {
        const pause = pauses[tries];
        if (!mayPass(error)) throw error;
        isWorn ||= pause === undefined;
        if (isWorn || pause === undefined) throw error;
        await sync.sleep(Math.max(pause, Math.min(askedFor(error), longestPauseMs)));
      }
  };
  const counterpart = <Side extends Counterpart>(side: Side): Side => {
    const page: Counterpart['page'] = (...asked) => patiently(() => side.page(...asked));
    return {
      ...side,
      read: (...asked: Parameters<Counterpart['read']>) => patiently(() => side.read(...asked)),
      find: (...asked: Parameters<Counterpart['find']>) => patiently(() => side.find(...asked)),
      scan: (...asked: Parameters<Counterpart['scan']>) => rowsOfPages({ page }, ...asked),
      page,
    };
  };
  const { ledger } = sync;
  return {
    ...sync,
    ledger: {
      ...ledger,
      state: (record) => patiently(() => ledger.state(record)),
      control: (name) => patiently(() => ledger.control(name)),
      ownerOf: (name) => patiently(() => ledger.ownerOf(name)),
    },
    dataverse: counterpart(sync.dataverse),
    finance: counterpart(sync.finance),
  };
}

const mayPass = (error: unknown): boolean =>
  error instanceof LedgerError || (error instanceof CounterpartError && isAway(error.details.kind));

const askedFor = (error: unknown): number =>
  error instanceof CounterpartError ? (error.details.retryAfterMs ?? 0) : 0;
