import type { RunFinding } from './run.ts';

/** Rows that are named one by one, per unit and kind; more are only counted. */
const mostNamed = 50;

/** What a unit of a run came upon: counts, and the first rows of each kind that a person should look at. */
export interface Findings {
  /** Counts a row that needs nobody. */
  count(what: string, rows?: number): void;
  /** Counts a row and names it. */
  note(what: string, row: string, why?: string): void;
  counts(): Readonly<Record<string, number>>;
  named(): readonly RunFinding[];
}

export function collectFindings(
  before: Readonly<Record<string, number>> = {},
  known: readonly RunFinding[] = [],
): Findings {
  const counts: Record<string, number> = { ...before };
  const named: RunFinding[] = [...known];
  const shown: Record<string, number> = {};
  for (const { what } of known) shown[what] = (shown[what] ?? 0) + 1;
  const count = (what: string, rows = 1): void => {
    counts[what] = (counts[what] ?? 0) + rows;
  };
  return {
    count,
    note: (what, row, why) => {
      count(what);
      shown[what] = (shown[what] ?? 0) + 1;
      if ((shown[what] ?? 0) <= mostNamed) named.push({ what, row, ...(why === undefined ? {} : { why }) });
    },
    counts: () => ({ ...counts }),
    named: () => [...named],
  };
}
