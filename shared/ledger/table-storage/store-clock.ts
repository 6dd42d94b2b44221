import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * A clock that all instances share as far as they must: copies are scheduled and breakers are read by each other's times.
 * It runs evenly; the time that leases are held by, to the second, is `serviceClock`'s.
 */
export interface StoreClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears the time that each answer of the store tells. */
  readonly policy: PipelinePolicy;
}

/** Answers tell whole seconds and travel for a while: below this the local clock is the better one. */
const trustedMs = 5_000;

/**
 * The local clock, or the store's where the two are clearly apart.
 *
 * @param local milliseconds since 1970.
 * @param apart told, once each time, that the local clock is so many milliseconds ahead (negative: behind).
 */
export function storeClock(local: () => number, apart: (aheadMs: number) => void): StoreClock {
  let aheadMs = 0;
  return {
    now: () => local() - aheadMs,
    policy: {
      name: 'storeClockPolicy',
      async sendRequest(request, next) {
        const response = await next(request);
        const told = Date.parse(response.headers.get('date') ?? '');
        if (Number.isNaN(told)) return response;
        const measured = local() - told;
        const off = Math.abs(measured) < trustedMs ? 0 : measured;
        // It does not follow each second that is told: durations are measured by it.
        if (Math.abs(off - aheadMs) < trustedMs) return response;
        aheadMs = off;
        if (off !== 0) apart(off);
        return response;
      },
    },
  };
}
