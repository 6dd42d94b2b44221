const form = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]00:00)?)?$/;

/** A date, or a date and a time, as it is written; nothing in it has been through a time zone. */
export interface WrittenDate {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** HH:MM:SS. */
  readonly time: string;
  /** There were fractions of a second. */
  readonly fraction: boolean;
}

/** Reads `2026-10-25`, `2026-10-25T00:00:00Z`; undefined when the text is no date, or its day does not exist. */
export function writtenDate(text: string): WrittenDate | undefined {
  const [, date, hoursAndMinutes, seconds, fraction] = form.exec(text) ?? [];
  if (date === undefined) return undefined;
  const time = `${hoursAndMinutes ?? '00:00'}:${seconds ?? '00'}`;
  const parsed = new Date(`${date}T${time}Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) return undefined;
  return { date, time, fraction: Number(fraction ?? 0) > 0 };
}
