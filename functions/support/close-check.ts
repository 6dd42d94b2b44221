import { closeCheck } from '../../shared/close-check/close-check.ts';
import { getRuntime } from '../runtime.ts';
import { assertMaySeeValues } from './access/assert-may-see-values.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

/**
 * What speaks against closing a period of a legal entity: `GET /api/support/close-check?company=usmf&period=2026-10`. The
 * answer is the report that the terminal prints with `--json`; `clean` says whether anything does.
 */
supportRoute('close-check', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ request: { query }, person, settings }) => {
    const { sync } = await getRuntime();
    const company = (query.get('company') ?? '').toLowerCase();
    const period = query.get('period') ?? '';
    if (!sync.companies.has(company))
      throw new RequestError(
        400,
        `company: "${company}" is none of ${[...sync.companies.keys()].join(', ')}`,
      );
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
      throw new RequestError(400, 'period: must be a month such as 2026-10');
    assertMaySeeValues(person, { company }, settings);
    return { jsonBody: await closeCheck(sync, company, period) };
  },
});
