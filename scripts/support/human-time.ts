const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `2026-10-28 14:03 (3 hours ago)`, in the time zone of who reads it. */
export function humanTime(iso: string, now: number): string {
  const at = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())} (${humanAge(iso, now)})`;
}

/** `3 hours ago`, `in 5 minutes`, `just now`. */
export function humanAge(iso: string, now: number): string {
  const difference = now - Date.parse(iso);
  if (Math.abs(difference) < 1_000) return 'just now';
  const span = humanSpan(Math.abs(difference));
  return difference >= 0 ? `${span} ago` : `in ${span}`;
}

/** `3 hours`, `1 second`: whole ones of the largest unit. */
export function humanSpan(milliseconds: number): string {
  const [unit, length] = units.find(([, each]) => milliseconds >= each) ?? units[3];
  const count = Math.floor(milliseconds / length);
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
