import { wholeUnits } from '../../shared/support/time-distance.ts';

/** `2026-10-28 14:03 (3 hours ago)`, in the time zone of who reads it. */
export function humanTime(iso: string, now: number): string {
  const at = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())} (${humanAge(iso, now)})`;
}

/** `3 hours ago`, `in 5 minutes`, `just now`. */
export function humanAge(iso: string, now: number): string {
  const difference = Date.parse(iso) - now;
  if (Math.abs(difference) < 1_000) return 'just now';
  return difference < 0 ? `${humanSpan(-difference)} ago` : `in ${humanSpan(difference)}`;
}

/** `3 hours`, `1 second`: whole ones of the largest unit. */
export function humanSpan(milliseconds: number): string {
  const { value, unit } = wholeUnits(milliseconds);
  return `${String(value)} ${unit}${value === 1 ? '' : 's'}`;
}
