/** What was read a moment ago, for everybody who asks meanwhile. */
export interface Kept<T> {
  readonly get: () => Promise<T>;
  readonly forget: () => void;
}

/** @param keepMs how old an answer may be; a failed read is not kept. */
export function keptFor<T>(read: () => Promise<T>, now: () => number, keepMs: number): Kept<T> {
  let kept: { until: number; readonly answer: Promise<T> } | undefined;
  return {
    get: () => {
      if (kept !== undefined && kept.until > now()) return kept.answer;
      // While the store is slow everybody waits for the one read that is under way.
      const reading = { until: Infinity, answer: read() };
      kept = reading;
      reading.answer.then(
        () => (reading.until = now() + keepMs),
        () => (kept = kept === reading ? undefined : kept),
      );
      return reading.answer;
    },
    forget: () => {
      kept = undefined;
    },
  };
}
