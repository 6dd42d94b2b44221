const pattern = /^\/Date\((-?\d{1,16})([+-])?(\d{2})?(\d{2})?\)\/$/;
const latest = 8_640_000_000_000_000;

/**
 * `/Date(ms)/` or `/Date(ms+hhmm)/` of Microsoft's JSON serializer as ISO text. With an offset the wall clock is
 * ms + offset: the value was stored as it is shown, and the serializer took its server's own offset off it.
 *
 * @returns undefined when the text is no such date.
 */
export function wireDate(text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, milliseconds, sign, hours, minutes] = match;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const wallClock = Number(milliseconds) + (sign === '-' ? -offset : offset);
  return Math.abs(wallClock) <= latest ? new Date(wallClock).toISOString() : undefined;
}
