/**
 * The table service's clock, between two of its answers: a lease that is taken without a read ends by it. `storeClock` is
 * for all else that has a time.
 */
export interface ServiceClock {
  /** Takes the Date header of an answer. */
  readonly note: (date: string) => void;
  /** Its time, ISO 8601 UTC in whole seconds: behind by two seconds at most. Undefined while no recent answer told. */
  readonly now: () => string | undefined;
}

/** After this time the local clock may have been set. */
const keptMs = 60_000;

/** @param clock milliseconds of the local clock, whatever it shows. */
export function serviceClock(clock: () => number): ServiceClock {
  let known: { readonly ahead: number; readonly at: number } | undefined;
  return {
    note: (date) => {
      // A header is behind by its way and by what it leaves out of a second: the one that is ahead most is nearest.
      const ahead = Date.parse(date) - clock();
      const stale = known === undefined || Math.abs(clock() - known.at) > keptMs;
      if (stale || ahead > (known?.ahead ?? 0)) known = { ahead, at: clock() };
    },
    now: () => {
      if (known === undefined || Math.abs(clock() - known.at) > keptMs) return undefined;
      return new Date(Math.floor((clock() + known.ahead) / 1_000) * 1_000).toISOString();
    },
  };
}
