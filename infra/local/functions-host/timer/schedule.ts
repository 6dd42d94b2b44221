import { Cron } from 'croner';
import { timeSpan } from '../settings/time-span.ts';

/** The next time after `from`. */
export type Schedule = (from: Date) => Date | undefined;

/**
 * Reads a timer's schedule: an NCRONTAB expression of six fields (five are taken as starting with second 0), in UTC,
 * where day of month and day of week must both match; or a TimeSpan.
 * (https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer)
 * @throws Error for anything else
 */
export function readSchedule(text: string): Schedule {
  const interval = timeSpan(text);
  if (interval !== undefined && interval > 0) return (from) => new Date(from.getTime() + interval);
  const cron = new Cron(text, { mode: '5-or-6-parts', domAndDow: true, timezone: 'UTC', paused: true });
  return (from) => cron.nextRun(from) ?? undefined;
}
