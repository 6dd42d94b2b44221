const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

export interface TimeDistance {
  /** Whole units; below zero for the past. */
  readonly value: number;
  readonly unit: (typeof units)[number][0];
}

/** How far a time is from now, in the largest unit that it fills. Pure. */
export const timeDistance = (iso: string, now: number): TimeDistance => wholeUnits(Date.parse(iso) - now);

/** A span in whole ones of the largest unit that it fills. Pure. */
export function wholeUnits(milliseconds: number): TimeDistance {
  const [unit, size] = units.find(([, each]) => Math.abs(milliseconds) >= each) ?? units[3];
  // No minus before a zero.
  return { value: Math.trunc(milliseconds / size) + 0, unit };
}
