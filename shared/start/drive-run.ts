import { patientReads } from '../compare/patient-reads.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import { ProblemError } from '../sync/problem.ts';
import type { Sync } from '../sync/sync.ts';
import { dropCheckpoint, readCheckpoint } from './checkpoint.ts';
import { collectFindings } from './findings.ts';
import { linkUnit } from './link-unit.ts';
import { paceMeter } from './pace.ts';
import { publishUnit } from './publish-unit.ts';
import type { Run, RunUnit } from './run.ts';
import { RunLostError } from './run-lost-error.ts';
import { putRun, putUnit, readRun, readUnits } from './run-store.ts';
import { rowsDone } from './rows-done.ts';
import { sourceRows } from './source-rows.ts';

/**
 * Works on a run for a while, unit by unit. Whoever calls next goes on where this call, or the host that it ran on, ended.
 *
 * @param budgetMs no new unit begins after this.
 * @returns `busy` while another host is at it; `waits` for a second person's confirmation.
 * @throws LedgerError, BusError, CounterpartError where a system is away for longer than reads are tried again; nothing is
 * lost, call again.
 */
export async function driveRun(
  sync: Sync,
  id: string,
  budgetMs: number,
): Promise<'finished' | 'unfinished' | 'busy' | 'waits'> {
  const run = await readRun(sync, id);
  if (run === undefined || run.finishedAt !== undefined) return 'finished';
  if (run.needsConfirmation && run.confirmedBy === undefined) return 'waits';
  const token = sync.newId();
  if (!(await hold(sync, run, token))) return 'busy';
  const began = sync.now();
  let renewed = began;
  let ended = false;
  const alive = async (): Promise<void> => {
    // What is still under way when this call ends must not keep the run from others.
    if (ended) throw new RunLostError(id);
    if (sync.now() - renewed < sync.timing.leaseMs / 4) return;
    renewed = sync.now();
    if (!(await hold(sync, run, token))) throw new RunLostError(id);
  };
  // A page that fails must not cost the rows before it; whoever waits for a system still works on the run.
  const patient = patientReads({ ...sync, sleep: (ms) => sleepAlive(sync, ms, alive) });
  try {
    for (const [index, unit] of (await readUnits(sync, id)).entries()) {
      if (unit.step === 'done' || unit.step === 'stopped') continue;
      if (sync.now() - began > budgetMs) return 'unfinished';
      await alive();
      await driveUnit(patient, run, { index, unit }, alive);
    }
    await putRun(sync, { ...run, finishedAt: new Date(sync.now()).toISOString() });
    return 'finished';
  } catch (error) {
    if (error instanceof RunLostError) return 'busy';
    throw error;
  } finally {
    ended = true;
    await sync.ledger.dropHold(holdName(id), token).catch(() => undefined);
  }
}

/** Sleeps in so small pieces that the hold is renewed in time. @throws RunLostError. */
async function sleepAlive(sync: Sync, milliseconds: number, alive: () => Promise<void>): Promise<void> {
  const piece = sync.timing.leaseMs / 4;
  for (let left = milliseconds; left > 0; left -= piece) {
    await sync.sleep(Math.min(left, piece));
    await alive();
  }
}

const holdName = (id: string): string => `run|${id}`;

/** Takes or renews the hold of a run; a host that ends leaves it to the next after the time of a lease. */
async function hold(sync: Sync, { id, by, at }: Run, token: string): Promise<boolean> {
  const until = new Date(sync.now() + sync.timing.leaseMs).toISOString();
  const mine = { name: holdName(id), by, at, token, until, mark: '' };
  const other = await sync.ledger.takeHold(
    mine,
    (known) => known.token === token || Date.parse(known.until) <= sync.now(),
  );
  return other === undefined;
}

async function driveUnit(
  sync: Sync,
  run: Run,
  { index, unit }: { readonly index: number; readonly unit: RunUnit },
  alive: () => Promise<void>,
): Promise<void> {
  const began = sync.now();
  const checkpoint = unit.step === 'begun' ? await readCheckpoint(sync, run.id, index) : undefined;
  // What was counted after the checkpoint is counted again: rows that were looked at answer at once.
  const findings = collectFindings(checkpoint?.counts, checkpoint?.findings);
  const meter = paceMeter(() => sync.now());
  meter.passed(rowsDone(checkpoint?.counts ?? {}), 0);
  const total =
    run.kind === 'link'
      ? undefined
      : (unit.total ?? unit.rows?.length ?? (await countRows(sync, run, unit, alive)));
  const put = (step: RunUnit['step'], why?: string): Promise<void> => {
    const counts = findings.counts();
    const rows = rowsDone(counts);
    // Until the count has come to where the last host was, a person sees what that one had counted.
    const isBehind = step !== 'done' && rows < rowsDone(unit.counts);
    return putUnit(sync, run.id, index, {
      ...unit,
      step,
      ...(total === undefined ? {} : { total }),
      ...(why === undefined ? {} : { why }),
      ...(isBehind ? {} : { counts, findings: [...findings.named()] }),
      milliseconds: unit.milliseconds + Math.round(sync.now() - began),
      pace: meter.pace(rows),
    });
  };
  const work = { findings, meter, alive, checkpoint, tell: () => put('begun') };
  try {
    await put('begun');
    if (run.kind === 'link') await linkUnit(sync, unit.map, unit.company, { by: run.by, alive }, findings);
    else await publishUnit(sync, run, { index, unit }, work);
    await put('done');
    if (run.kind !== 'link') await dropCheckpoint(sync, run.id, index);
  } catch (error) {
    const why = stops(error);
    if (why === undefined) throw error;
    if (checkpoint === undefined) return put('stopped', why);
    // The source may not know any more where a page begins: the rows are gone over from the first.
    await dropCheckpoint(sync, run.id, index);
    await driveUnit(sync, run, { index, unit }, alive);
  }
}

/** What no later try would change, for a person; undefined where a system is only away. */
function stops(error: unknown): string | undefined {
  if (
    error instanceof ProblemError &&
    (error.problem.kind === 'misconfigured' || error.problem.kind === 'rejected')
  )
    return error.message;
  if (
    error instanceof CounterpartError &&
    ['misconfigured', 'rejected', 'missing'].includes(error.details.kind)
  )
    return error.message;
  return undefined;
}

async function countRows(sync: Sync, run: Run, unit: RunUnit, alive: () => Promise<void>): Promise<number> {
  let rows = 0;
  for await (const page of sourceRows(sync, sync.maps.byName(unit.map), unit.company, run)) {
    await alive();
    rows += page.rows.length;
  }
  return rows;
}
