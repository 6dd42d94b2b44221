import { z } from 'zod';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { calendarMonth, daysPeriod, type Period } from '../../shared/close-check/period.ts';
import { getRuntime } from '../runtime.ts';
import { assertMaySeeValues } from './access/assert-may-see-values.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

/**
 * What speaks against closing a period of a legal entity: `GET /api/support/close-check?company=usmf&period=2026-10`,
 * or with `from` and `to` where the fiscal period is no calendar month. The answer is the report that the terminal prints with `--json`; `clean` says whether anything does.
 */
supportRoute('close-check', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ request: { query }, person, settings }) => {
    const { sync } = await getRuntime();
    const company = (query.get('company') ?? '').toLowerCase();
    const period = periodOf(query);
    if (!sync.companies.has(company))
      throw new RequestError(
        400,
        `company: "${company}" is none of ${[...sync.companies.keys()].join(', ')}`,
      );
    assertMaySeeValues(person, { company }, settings);
    return { jsonBody: await closeCheck(sync, company, period) };
  },
});

/** @throws RequestError (400) saying how a period is written. */
function periodOf(query: URLSearchParams): Period {
  const [month, from, to] = ['period', 'from', 'to'].map((name) => query.get(name) ?? '');
  if (month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return calendarMonth(month);
  const days = z.tuple([z.iso.date(), z.iso.date()]).safeParse([from, to]);
  if (month === '' && days.success && days.data[0] <= days.data[1]) return daysPeriod(...days.data);
  throw new RequestError(
    400,
    'period: must be a month such as 2026-10; or from and to: first and last day of the fiscal period',
  );
}
