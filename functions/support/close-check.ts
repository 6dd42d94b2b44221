import { z } from 'zod';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { patientReads } from '../../shared/compare/patient-reads.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { daysPeriod, type Period } from '../../shared/periods/period.ts';
import { periodOrRefusal } from './period-or-refusal.ts';
import { getRuntime } from '../runtime.ts';
import { assertMaySeeValues } from './access/assert-may-see-values.ts';
import { whileAsked } from './while-asked.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

/**
 * What speaks against closing a period of a legal entity: `GET /api/support/close-check?company=usmf&period=2026-10`,
 * or with a period of its fiscal calendar (`2026/Period 10`), or `from` and `to`. The answer is the report that the
 * terminal prints with `--json`; `clean` says whether anything does.
 */
supportRoute('close-check', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ request: { query }, person, settings }) => {
    const { sync } = await getRuntime();
    const company = (query.get('company') ?? '').toLowerCase();
    if (!sync.companies.has(company))
      throw new RequestError(
        400,
        `company: "${company}" is none of ${[...sync.companies.keys()].join(', ')}`,
      );
    assertMaySeeValues(person, { company }, settings);
    return {
      jsonBody: await closeCheck(
        patientReads(sync, whileAsked),
        company,
        await periodOf(sync, company, query),
      ),
    };
  },
});

/** @throws RequestError (400) saying how a period is written. */
async function periodOf(sync: Sync, company: string, query: URLSearchParams): Promise<Period> {
  const [period = '', from, to] = ['period', 'from', 'to'].map((name) => query.get(name) ?? '');
  const days = z.tuple([z.iso.date(), z.iso.date()]).safeParse([from, to]);
  if (period === '' && days.success && days.data[0] <= days.data[1]) return daysPeriod(...days.data);
  if (period === '' || from !== '' || to !== '')
    throw new RequestError(
      400,
      'period: a month such as 2026-10 or a fiscal period such as 2026/Period 10; or from and to: its first and last day',
    );
  return periodOrRefusal(sync, company, period);
}
