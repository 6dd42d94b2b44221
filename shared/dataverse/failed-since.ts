import { readPage } from '../odata/read-page.ts';
import type { FailedJobOfRow } from '../reconcile/dataverse-trail.ts';
import { dataverseError } from './dataverse-error.ts';
import { failedStatus, jobColumns, jobOf, textOf } from './system-job.ts';
import type { WebApi } from './web-api.ts';

/** Failed system jobs that ended at this time (ISO 8601 UTC) or later, page by page. @throws CounterpartError */
export async function* failedSince(api: WebApi, from: string): AsyncGenerator<readonly FailedJobOfRow[]> {
  const call = { does: 'read', table: 'asyncoperation' } as const;
  const filter = `statuscode eq ${failedStatus} and completedon ge ${from.slice(0, 19)}Z`;
  // assumed(system-job-row)
  const columns = [...jobColumns, 'primaryentitytype', '_regardingobjectid_value'].join();
  let path: string | undefined = `/asyncoperations?$select=${columns}&$filter=${encodeURIComponent(filter)}`;
  const headers = { Prefer: `odata.maxpagesize=${String(api.pageSize)}` };
  while (path !== undefined) {
    const request = { method: 'GET', path, headers } as const;
    const answer = await api.slotsOf('asyncoperations').run(() => api.ask(request, call));
    try {
      const page = readPage(answer.text);
      yield page.rows.map((row) => ({
        ...jobOf(row),
        table: textOf(row['primaryentitytype']),
        row: textOf(row['_regardingobjectid_value']).toLowerCase(),
      }));
      path = page.nextLink;
    } catch (error) {
      throw dataverseError(error, call);
    }
  }
}
