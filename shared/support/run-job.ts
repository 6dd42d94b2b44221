import pMap from 'p-map';
import type { Job, JobItem } from '../ledger/support-ledger.ts';
import type { Sync } from '../sync/sync.ts';
import { answerOf } from './answer-of.ts';
import { replayRecord } from './replay-record.ts';

/** Sent at once: enough for reads to be joined, few enough to leave room for the work of the day. */
const sentAtOnce = 16;

/** Answers that are looked for at once. */
const askedAtOnce = 32;

/** Nobody else takes a job up for so long; a host that ends leaves it to the next after this. */
const holdMs = 2 * 60_000;

/** A record that was sent and has not been looked at for so long counts as unanswered. */
const answerMs = 10 * 60_000;

const pauseMs = 250;

/**
 * Works on a job for a while: sends what is to do, parents before their children, and notes what came of what was sent.
 * Whoever calls next goes on from there; each record is sent by one at a time.
 *
 * @param budgetMs no new step begins after this.
 * @returns `busy` when another host is at it.
 * @throws LedgerError, BusError; nothing is lost, call again.
 */
export async function runJob(
  sync: Sync,
  job: Job,
  budgetMs: number,
): Promise<'finished' | 'unfinished' | 'busy'> {
  if (job.finished) return 'finished';
  const began = sync.now();
  const name = `job|${job.id}`;
  const token = sync.newId();
  const other = await sync.ledger.takeHold(
    {
      name,
      by: job.by,
      at: new Date(began).toISOString(),
      token,
      until: new Date(began + Math.max(holdMs, 2 * budgetMs)).toISOString(),
      mark: '',
    },
    (known) => Date.parse(known.until) <= sync.now(),
  );
  if (other !== undefined) return 'busy';
  try {
    let items = await sync.ledger.jobItems(job.id);
    for (;;) {
      const left = items.filter(({ step }) => step !== 'done');
      if (left.length === 0) break;
      const changed = await nextStep(sync, job, left);
      if (changed.length > 0) {
        await sync.ledger.putJobItems(job.id, changed);
        const byIndex = new Map(changed.map((item) => [item.index, item]));
        items = items.map((item) => byIndex.get(item.index) ?? item);
      }
      if (sync.now() - began > budgetMs) return 'unfinished';
      if (changed.length === 0) await sync.sleep(pauseMs);
    }
    await sync.ledger.putJob({ ...job, finished: true, finishedAt: new Date(sync.now()).toISOString() });
    return 'finished';
  } finally {
    await sync.ledger.dropHold(name, token);
  }
}

/** Items as they are after one step: some were sent, or what was sent was answered. None when all of it is under way. */
async function nextStep(sync: Sync, job: Job, left: readonly JobItem[]): Promise<readonly JobItem[]> {
  const rank = Math.min(...left.map((item) => item.rank));
  const next = left.filter((item) => item.rank === rank && item.step === 'to-do').slice(0, sentAtOnce);
  if (next.length > 0) return Promise.all(next.map((item) => send(sync, job, item)));
  const sent = left.filter(({ step }) => step === 'sent');
  const answers = await pMap(sent, (item) => answerOf(sync, item, answerMs), { concurrency: askedAtOnce });
  return answers.filter((answer) => answer !== undefined);
}

async function send(sync: Sync, job: Job, item: JobItem): Promise<JobItem> {
  const replayed = await replayRecord(sync, item, { by: job.by, token: job.id, job: job.id });
  return replayed.step === 'done'
    ? { ...item, ...replayed }
    : { ...item, ...replayed, sentAt: new Date(sync.now()).toISOString() };
}
