import { UsageError } from '../usage-error.ts';

/** A day as it was typed behind a flag, YYYY-MM-DD. @throws UsageError where it is none. */
export function readDay(flag: string, typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));
  if (!isDay || new Date(typed).toISOString().slice(0, 10) !== typed)
    throw new UsageError(`${flag}: "${typed}" is no date; write it as 2026-10-31.`);
  return typed;
}
