import { FinanceRefuses } from './finance-refuses.ts';

interface Period {
  readonly company: string;
  readonly from: string;
  readonly to: string;
  readonly open: boolean;
}

/** Fiscal periods by company; every day is open until a period says otherwise. The last word on a day counts. */
export class Periods {
  readonly #periods: Period[] = [];

  /** @param from first day, `2026-10-01`. @param to last day. */
  set(company: string, from: string, to: string, open: boolean): void {
    this.#periods.unshift({ company, from, to, open });
  }

  /**
   * @param date a day, or a point in time whose day counts.
   * @throws FinanceRefuses when the period is closed. The text after "No open fiscal period" is assumed.
   */
  requireOpen(company: string, date: string): void {
    const day = date.slice(0, 10);
    const period = this.#periods.find(
      (each) => each.company === company && each.from <= day && day <= each.to,
    );
    if (period?.open === false)
      throw new FinanceRefuses(`No open fiscal period was found for the date ${day} in company ${company}.`);
  }
}
