/** Days that are closed together, both included (YYYY-MM-DD). */
export interface Period {
  /** `2026-10`, or the days themselves. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** @param month YYYY-MM */
export function calendarMonth(month: string): Period {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, number ?? 0, 0));
  return { name: month, from: `${month}-01`, to: last.toISOString().slice(0, 10) };
}

/**
 * A fiscal period that is no calendar month, by its first and last day. No published source names a set by which Finance
 * gives a legal entity's fiscal periods, so that a person says the days.
 */
export const daysPeriod = (from: string, to: string): Period => ({ name: `${from}..${to}`, from, to });
