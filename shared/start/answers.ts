import pMap from 'p-map';
import type { KeyRow } from '../ledger/ledger.ts';
import type { Sync } from '../sync/sync.ts';
import type { Findings } from './findings.ts';
import { needsNobody } from './needs-nobody.ts';

/** A look at a row that was asked for, or is about to be. */
export interface Sent {
  readonly row: string;
  readonly record: string;
  /** The idempotency key under which the ledger knows the look. */
  readonly key: string;
}

/** What came of the looks of one chunk. */
export interface Answers {
  /** Keeps what became of these looks. @returns those of which something may still come. @throws LedgerError. */
  readonly ask: (sent: readonly Sent[]) => Promise<readonly Sent[]>;
  /** Whether somebody has begun with the look, as far as was asked. */
  readonly isBegun: (sent: Sent) => boolean;
  /** Adds to the findings what came of the looks: once, when nothing more comes of any. @returns rows that a person should look at. */
  readonly tell: (findings: Findings) => readonly string[];
}

/** Records that are asked after at once. */
const askedAtOnce = 16;

/** A row that was sent and that nobody has looked at for so long counts as unanswered. */
const answerMs = 10 * 60_000;

/** What is tried again by itself is waited for so long: a system that is away for longer is a failure of its rows. */
const retriedMs = 30_000;

/** Asks the ledger after the looks of a chunk, which is sent now. */
export function answersOf(sync: Sync): Answers {
  const began = sync.now();
  const begun = new Set<string>();
  const came: {
    readonly outcome: string;
    readonly row: string;
    readonly name: string;
    readonly why?: string;
  }[] = [];
  return {
    ask: async (sent) => {
      const opened = await pMap(sent, ({ record, key }) => sync.ledger.open(record, key), {
        concurrency: askedAtOnce,
      });
      return sent.filter(({ row, key }, index) => {
        const answer = opened[index];
        if (answer?.keyRow !== undefined) begun.add(key);
        const outcome = outcomeOf(answer?.keyRow, sync.now() - began);
        if (outcome === undefined) return true;
        const why = answer?.state?.failure?.message;
        const name = answer?.state?.number ?? row;
        came.push({ outcome, row, name, ...(why === undefined ? {} : { why }) });
        return false;
      });
    },
    isBegun: ({ key }) => begun.has(key),
    tell: (findings) => {
      const failed = came.filter(({ outcome }) => !needsNobody.has(outcome));
      for (const { outcome, name, why } of came)
        if (needsNobody.has(outcome)) findings.count(outcome);
        else findings.note(outcome, name, why);
      return failed.map(({ row }) => row);
    },
  };
}

/** What became of a key; undefined while something may still come of it. @param waited milliseconds. */
function outcomeOf(row: KeyRow | undefined, waited: number): string | undefined {
  if (row === undefined || row.outcome === 'started') return waited > answerMs ? 'unanswered' : undefined;
  return row.outcome === 'retrying' && waited < retriedMs ? undefined : row.outcome;
}
