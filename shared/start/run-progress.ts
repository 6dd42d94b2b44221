import type { Sync } from '../sync/sync.ts';
import { needsNobody } from './needs-nobody.ts';
import type { Run, RunUnit } from './run.ts';
import { readRun, readUnits } from './run-store.ts';

export interface RunProgress {
  readonly run: Run;
  readonly units: readonly RunUnit[];
  /** Rows in all as far as they were counted, and those that came to something. */
  readonly rows: { readonly total: number; readonly done: number };
  /** Rows that a person should look at. */
  readonly failures: number;
}

/** What is no failure: all else that a unit counts is one. */
const good: ReadonlySet<string> = new Set([
  ...needsNobody,
  'linked',
  'known',
  // One-sided rows are told, and are what a new installation looks like.
  'only-in-dataverse',
  'only-in-finance',
]);

/** How far a run is; undefined where there is none of this id. @throws LedgerError. */
export async function runProgress(sync: Sync, id: string): Promise<RunProgress | undefined> {
  const run = await readRun(sync, id);
  return run === undefined ? undefined : sumUp(run, await readUnits(sync, id));
}

/** The same of units that are known. Pure. */
export function sumUp(run: Run, units: readonly RunUnit[]): RunProgress {
  const counted = units.flatMap(({ counts }) => Object.entries(counts));
  const sum = (rows: readonly (readonly [string, number])[]): number =>
    rows.reduce((total, [, many]) => total + many, 0);
  return {
    run,
    units,
    rows: { total: units.reduce((total, unit) => total + (unit.total ?? 0), 0), done: sum(counted) },
    failures:
      sum(counted.filter(([what]) => !good.has(what))) +
      units.filter(({ step }) => step === 'stopped').length,
  };
}
