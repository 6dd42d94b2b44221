/** Days that are closed together, both included (YYYY-MM-DD). */
export interface Period {
  /** `2026-10`, the days themselves (`2026-09-28..2026-10-25`), a fiscal period (`2026/Period 10`) or year (`2026`). */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The fiscal periods that it consists of, where it was named by the fiscal calendar; sums are made by them. */
  readonly fiscal?: readonly Pick<Period, 'name' | 'from' | 'to'>[];
}

/** @param month YYYY-MM */
export function calendarMonth(month: string): Period {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, number ?? 0, 0));
  return { name: month, from: `${month}-01`, to: last.toISOString().slice(0, 10) };
}

/** A period by its first and last day. */
export const daysPeriod = (from: string, to: string): Period => ({ name: `${from}..${to}`, from, to });
