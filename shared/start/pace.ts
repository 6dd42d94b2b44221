/** What whoever works on a unit now has done of it. */
export interface Pace {
  readonly rows: number;
  readonly milliseconds: number;
}

/** Measures a pace. What was done before the measuring began is only counted again, and is no part of it. */
export interface PaceMeter {
  /** Of the rows that were gone over, so many were known to be done and so many are still to do. */
  passed(known: number, left: number): void;
  /** @param rows that are done in all, the known ones included. */
  pace(rows: number): Pace;
}

/** @param now milliseconds. Pure but for it. */
export function paceMeter(now: () => number): PaceMeter {
  let began = now();
  let known = 0;
  let isAtWork = false;
  return {
    passed: (before, left) => {
      known += before;
      // Going over what is done takes little time and is no work: it would make the pace look slower than it is.
      if (!isAtWork) began = now();
      isAtWork ||= left > 0;
    },
    pace: (rows) => ({ rows: Math.max(0, rows - known), milliseconds: Math.round(now() - began) }),
  };
}
