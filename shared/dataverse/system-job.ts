import type { JsonObject } from '../odata/read-page.ts';
import type { FailedJob } from '../sync/failed-jobs.ts';

/** Status reason of a system job that failed. */
export const failedStatus = 31;

/** @see https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook */
export const jobColumns = ['asyncoperationid', 'name', 'friendlymessage', 'message', 'completedon'] as const;

/** The friendly text is for people and may be empty. */
export const jobOf = (row: JsonObject): FailedJob => ({
  id: textOf(row['asyncoperationid']),
  name: textOf(row['name']),
  text: textOf(row['friendlymessage']) || textOf(row['message']),
  at: textOf(row['completedon']),
});

/** A column of text; empty where it holds none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
