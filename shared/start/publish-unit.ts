import { createHash } from 'node:crypto';
import type { KeyRow } from '../ledger/ledger.ts';
import { atOnce } from '../support/at-once.ts';
import { mapInUse } from '../sync/map-in-use.ts';
import type { Sync } from '../sync/sync.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Findings } from './findings.ts';
import { lookMessage } from './look-message.ts';
import type { Run, RunUnit } from './run.ts';
import { putFailed } from './run-store.ts';
import { sourceRows } from './source-rows.ts';

/** Rows that are on the bulk topic at once: two such chunks, so that there is always work, and never much. */
const chunkRows = 200;

/** Records that are asked after at once. */
const askedAtOnce = 16;

const pauseMs = 100;

/** A row that was sent and that nobody has looked at for so long counts as unanswered. */
const answerMs = 10 * 60_000;

/** What is tried again by itself is waited for so long: a system that is away for longer is a failure of its rows. */
const retriedMs = 30_000;

/** What needs nobody. */
const good: ReadonlySet<string> = new Set([
  'applied',
  'unchanged',
  'skipped',
  'superseded',
  'deleted',
  'folded',
]);

interface Sent {
  readonly row: string;
  readonly record: string;
  readonly key: string;
}

/**
 * Publishes a look at every row of a unit to the bulk topic, a chunk at a time, and waits for what comes of it: so a map
 * is through before those that refer to it begin, and the topic never holds much. Each row has one key in a run: where a
 * host ended, the next one goes over the rows again, and those that were looked at are only counted.
 *
 * @param tell hears how far it is, after each chunk.
 * @param alive called before each chunk. @throws Error where another host has taken over.
 * @throws CounterpartError, LedgerError, BusError, ProblemError where the map does not run; go on later.
 */
export async function publishUnit(
  sync: Sync,
  run: Run,
  { index, unit }: { readonly index: number; readonly unit: RunUnit },
  {
    findings,
    tell,
    alive,
  }: { readonly findings: Findings; readonly tell: () => Promise<void>; readonly alive: () => Promise<void> },
): Promise<void> {
  const map = await mapInUse(sync, sync.maps.byName(unit.map));
  const resumed = unit.step === 'begun';
  let chunk = 0;
  let before: Promise<void> = Promise.resolve();
  for await (const rows of chunksOf(sync, map, run, unit)) {
    await alive();
    const sent = rows.map((row): Sent => {
      const record = recordOf(map, row);
      return { row, record, key: `run|${run.id}|${createHash('sha256').update(record).digest('hex')}` };
    });
    const missing = resumed ? await unknownOf(sync, sent) : sent;
    if (missing.length > 0)
      await sync.bus.publish(
        missing.map(({ row, key }) =>
          lookMessage(sync, map, row, { key, origin: `${run.kind} by ${run.by}`, lane: 'bulk' }),
        ),
      );
    await before;
    const place = `${String(index)}|${String(chunk++)}`;
    before = answers(sync, run, unit, { sent, place }, findings, alive).then(tell);
    // Told by the await of the next round; until then it must not count as forgotten.
    before.catch(() => undefined);
  }
  await before;
}

async function* chunksOf(
  sync: Sync,
  map: TableMap,
  run: Run,
  unit: RunUnit,
): AsyncGenerator<readonly string[]> {
  const seen = new Set<string>();
  // Several rows of Finance may be one record.
  const gathers = map.toDataverse?.gather !== undefined;
  const pages = unit.rows === undefined ? names(sourceRows(sync, map, unit.company, run)) : [unit.rows];
  for await (const page of pages) {
    const rows = gathers ? page.filter((row) => !seen.has(row) && seen.add(row)) : page;
    for (let start = 0; start < rows.length; start += chunkRows) yield rows.slice(start, start + chunkRows);
  }
}

async function* names(pages: ReturnType<typeof sourceRows>): AsyncGenerator<readonly string[]> {
  for await (const page of pages) yield [...new Set(page.map(({ row }) => row))];
}

async function unknownOf(sync: Sync, sent: readonly Sent[]): Promise<readonly Sent[]> {
  const known = await atOnce(askedAtOnce, sent, ({ record, key }) => sync.ledger.open(record, key));
  return sent.filter((_, index) => known[index]?.keyRow === undefined);
}

/** Waits until every row of a chunk was looked at, and notes what came of it. Messages come about in order. */
async function answers(
  sync: Sync,
  { id }: Run,
  { map, company }: RunUnit,
  { sent, place }: { readonly sent: readonly Sent[]; readonly place: string },
  findings: Findings,
  alive: () => Promise<void>,
): Promise<void> {
  const began = sync.now();
  const failed: string[] = [];
  for (let start = 0; start < sent.length; start += askedAtOnce) {
    let asked = sent.slice(start, start + askedAtOnce);
    while (asked.length > 0) {
      const opened = await atOnce(askedAtOnce, asked, ({ record, key }) => sync.ledger.open(record, key));
      const left = asked.filter((each, index) => {
        const answer = opened[index];
        const outcome = outcomeOf(answer?.keyRow, sync.now() - began);
        if (outcome === undefined) return true;
        if (good.has(outcome)) findings.count(outcome);
        else {
          findings.note(outcome, answer?.state?.number ?? each.row, answer?.state?.failure?.message);
          failed.push(each.row);
        }
        return false;
      });
      if (left.length > 0) {
        await sync.sleep(pauseMs);
        await alive();
      }
      asked = left;
    }
  }
  if (failed.length > 0) await putFailed(sync, id, place, { map, company, rows: failed });
}

/** What became of a key; undefined while something may still come of it. @param waited milliseconds. */
function outcomeOf(row: KeyRow | undefined, waited: number): string | undefined {
  if (row === undefined || row.outcome === 'started') return waited > answerMs ? 'unanswered' : undefined;
  return row.outcome === 'retrying' && waited < retriedMs ? undefined : row.outcome;
}
