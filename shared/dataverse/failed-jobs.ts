import { readPage } from '../odata/read-page.ts';
import type { FailedJob } from '../sync/failed-jobs.ts';
import { dataverseError } from './dataverse-error.ts';
import { failedStatus, jobColumns, jobOf } from './system-job.ts';
import type { WebApi } from './web-api.ts';

/** Failed system jobs about one row, newest first, ten at most. @throws CounterpartError */
export async function failedJobs(api: WebApi, rowId: string): Promise<readonly FailedJob[]> {
  // assumed(system-job-row)
  const filter = `statuscode eq ${failedStatus} and _regardingobjectid_value eq ${rowId}`;
  const path = `/asyncoperations?$select=${jobColumns.join()}&$filter=${encodeURIComponent(filter)}&$orderby=completedon%20desc&$top=10`;
  const call = { does: 'read', table: 'asyncoperation' } as const;
  const answer = await api.slotsOf('asyncoperations').run(() => api.ask({ method: 'GET', path }, call));
  try {
    return readPage(answer.text).rows.map(jobOf);
  } catch (error) {
    throw dataverseError(error, call);
  }
}
