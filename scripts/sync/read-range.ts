import type { Range } from '../../shared/compare/range.ts';
import { UsageError } from '../usage-error.ts';

/** @throws UsageError naming a date that is none. */
export function readRange(typed: {
  readonly company?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Range {
  const [from, to] = [date('--from', typed.from), date('--to', typed.to)];
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(`--from ${from} is after --to ${to}.`);
  return {
    ...(typed.company === undefined ? {} : { company: typed.company.toLowerCase() }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function date(flag: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay || new Date(text).toISOString().slice(0, 10) !== text)
    throw new UsageError(`${flag}: "${text}" is no date; write it as 2026-10-31.`);
  return text;
}
