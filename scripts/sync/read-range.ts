import type { Range } from '../../shared/compare/range.ts';
import { readDay } from './read-day.ts';
import { UsageError } from '../usage-error.ts';

/** @throws UsageError naming a date that is none. */
export function readRange(typed: {
  readonly company?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Range {
  const [from, to] = [readDay('--from', typed.from), readDay('--to', typed.to)];
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(`--from ${from} is after --to ${to}.`);
  return {
    ...(typed.company === undefined ? {} : { company: typed.company.toLowerCase() }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
