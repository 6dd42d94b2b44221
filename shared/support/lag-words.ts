const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A time span for a person: `none`, `42 s`, `3 min`, `5 h`. Pure. */
export function lagWords(milliseconds: number): string {
  const unit = units.find(([, size]) => milliseconds >= size);
  return unit === undefined
    ? 'none'
    : `${Math.floor(milliseconds / unit[1]).toLocaleString('en-US')} ${unit[0]}`;
}
