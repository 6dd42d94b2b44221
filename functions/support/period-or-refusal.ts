import type { Period } from '../../shared/periods/period.ts';
import { PeriodError } from '../../shared/periods/period-error.ts';
import { readPeriod } from '../../shared/periods/read-period.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { RequestError } from './request-error.ts';

/** A period as it was asked for. @throws RequestError (400) naming what can be asked for; CounterpartError. */
export async function periodOrRefusal(sync: Sync, company: string, asked: string): Promise<Period> {
  try {
    return await readPeriod(sync, company, asked);
  } catch (error) {
    if (error instanceof PeriodError) throw new RequestError(400, error.message);
    throw error;
  }
}
