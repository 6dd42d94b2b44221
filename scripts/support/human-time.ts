import { timeDistance } from '../../shared/support/time-distance.ts';

/** `2026-10-28 14:03 (3 hours ago)`, in the time zone of who reads it. */
export function humanTime(iso: string, now: number): string {
  const at = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())} (${humanAge(iso, now)})`;
}

/** `3 hours ago`, `in 5 minutes`, `just now`. */
export function humanAge(iso: string, now: number): string {
  const { value, unit } = timeDistance(iso, now);
  const count = Math.abs(value);
  if (count === 0) return 'just now';
  const span = `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
  return value < 0 ? `${span} ago` : `in ${span}`;
}
