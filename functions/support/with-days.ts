import type { Period } from '../../shared/periods/period.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { periodOrRefusal } from './period-or-refusal.ts';
import { RequestError } from './request-error.ts';

/** Days of a request: the first and the last one, or instead a month or a period of the company's fiscal calendar. */
interface DaysAsked {
  readonly company?: string;
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
}

/** Turns a period into its days. @throws RequestError (400) where it names none; CounterpartError. */
export async function withDays<Asked extends DaysAsked>(
  sync: Sync,
  { period, ...asked }: Asked,
): Promise<Omit<Asked, 'period'> & Pick<Period, 'fiscal'>> {
  if (period === undefined) return asked;
  const { company, from, to } = asked;
  if (from !== undefined || to !== undefined)
    throw new RequestError(400, 'period: give it, or from and to, not both');
  if (company === undefined || !sync.companies.has(company))
    throw new RequestError(400, `period: give its company, one of ${[...sync.companies.keys()].join(', ')}`);
  const { name: _, ...days } = await periodOrRefusal(sync, company, period);
  return { ...asked, ...days };
}
