const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of an age such as `30m`, `2h` or `3d`; undefined when it is none. */
export function parseAge(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units];
}
