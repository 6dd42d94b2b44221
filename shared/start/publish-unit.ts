import { createHash } from 'node:crypto';
import { mapInUse } from '../sync/map-in-use.ts';
import type { Sync } from '../sync/sync.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { answersOf, type Answers, type Sent } from './answers.ts';
import { putCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { Findings } from './findings.ts';
import { lookMessage } from './look-message.ts';
import type { Run, RunUnit } from './run.ts';
import type { PaceMeter } from './pace.ts';
import { putFailed } from './run-store.ts';
import { sourceRows, type SourcePage } from './source-rows.ts';

/** Rows that are on the bulk topic at once: two such chunks, so that there is always work, and never much. */
const chunkRows = 200;

const pauseMs = 100;

/** What the work on a unit reports to. */
interface UnitWork {
  readonly findings: Findings;
  readonly meter: PaceMeter;
  readonly tell: () => Promise<void>;
  readonly alive: () => Promise<void>;
  /** How far an earlier host came; the findings hold what it found until there. */
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * Publishes a look at every row of a unit to the bulk topic, a chunk at a time, and waits for what comes of it: so a map
 * is through before those that refer to it begin, and the topic never holds much. Each row has one key in a run: where a
 * host ended, the next one goes on with the first page that was not through, assumed(stored-next-link), and rows of it that were looked at are only
 * counted.
 *
 * @param meter hears how much of each chunk was done before.
 * @param tell hears how far it is, after each chunk.
 * @param alive called before each chunk. @throws Error where another host has taken over.
 * @throws CounterpartError, LedgerError, BusError, ProblemError where the map does not run; go on later.
 */
export async function publishUnit(
  sync: Sync,
  run: Run,
  { index, unit }: { readonly index: number; readonly unit: RunUnit },
  { findings, meter, tell, alive, checkpoint }: UnitWork,
): Promise<void> {
  const map = await mapInUse(sync, sync.maps.byName(unit.map));
  const resumed = unit.step === 'begun';
  let chunk = checkpoint?.chunks ?? 0;
  let before: Promise<void> = Promise.resolve();
  for await (const { rows, next } of chunksOf(sync, map, run, unit, checkpoint)) {
    await alive();
    const sent = rows.map((row): Sent => {
      const record = recordOf(map, row);
      return { row, record, key: `run|${run.id}|${createHash('sha256').update(record).digest('hex')}` };
    });
    const place = `${String(index)}|${String(chunk++)}`;
    const chunks = chunk;
    const answers = answersOf(sync);
    const left = resumed ? await answers.ask(sent) : sent;
    meter.passed(sent.length - left.length, left.length);
    const missing = left.filter((each) => !answers.isBegun(each));
    if (missing.length > 0)
      await sync.bus.publish(
        missing.map(({ row, key }) =>
          lookMessage(sync, map, row, { key, origin: `${run.kind} by ${run.by}`, lane: 'bulk' }),
        ),
      );
    await before;
    before = settle(sync, answers, left, alive).then(async () => {
      const failed = answers.tell(findings);
      if (failed.length > 0)
        await putFailed(sync, run.id, place, { map: unit.map, company: unit.company, rows: [...failed] });
      if (next !== undefined)
        await putCheckpoint(sync, run.id, index, {
          next,
          chunks,
          counts: findings.counts(),
          findings: [...findings.named()],
        });
      await tell();
    });
    // Told by the await of the next round; until then it must not count as forgotten.
    before.catch(() => undefined);
  }
  await before;
}

interface Chunk {
  readonly rows: readonly string[];
  /** On the last chunk of a page that can be gone on after. */
  readonly next?: string;
}

async function* chunksOf(
  sync: Sync,
  map: TableMap,
  run: Run,
  unit: RunUnit,
  checkpoint: Checkpoint | undefined,
): AsyncGenerator<Chunk> {
  const seen = new Set<string>();
  // Several rows of Finance may be one record.
  const gathers = map.toDataverse?.gather !== undefined;
  const pages: AsyncIterable<Chunk> | readonly Chunk[] =
    unit.rows === undefined
      ? names(sourceRows(sync, map, unit.company, run, { at: checkpoint?.next }))
      : [{ rows: unit.rows }];
  for await (const { rows: page, next } of pages) {
    const rows = gathers ? page.filter((row) => !seen.has(row) && seen.add(row)) : page;
    for (let start = 0; start < rows.length; start += chunkRows) {
      const isLast = start + chunkRows >= rows.length;
      yield {
        rows: rows.slice(start, start + chunkRows),
        ...(isLast && next !== undefined ? { next } : {}),
      };
    }
  }
}

async function* names(pages: AsyncIterable<SourcePage>): AsyncGenerator<Chunk> {
  for await (const { rows, next } of pages)
    yield { rows: [...new Set(rows.map(({ row }) => row))], ...(next === undefined ? {} : { next }) };
}

/** Waits until every row of a chunk was looked at. */
async function settle(
  sync: Sync,
  { ask }: Answers,
  sent: readonly Sent[],
  alive: () => Promise<void>,
): Promise<void> {
  for (let left = sent; left.length > 0;) {
    // Messages come about in order: while nothing is known of the last one, the others are not worth a request each.
    if ((await ask(left.slice(-1))).length === 0) left = await ask(left.slice(0, -1));
    if (left.length === 0) return;
    await sync.sleep(pauseMs);
    await alive();
  }
}
