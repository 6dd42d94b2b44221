import { z } from 'zod';
import { isCause, type Cause } from '../../causes/causes.ts';
import type { GateSettings } from './gate-settings.ts';

const breaker = z.object({
  /** When it opened, ISO 8601. */
  since: z.string(),
  /** Nobody calls before this; then one probe is made. ISO 8601. */
  until: z.string(),
  /** The system's own words. */
  reason: z.string(),
  /** What parked records are grouped by. */
  cause: z.custom<Cause>((value) => typeof value === 'string' && isCause(value)).exactOptional(),
  /** Probes that failed. */
  failures: z.number(),
  /** Who wrote this last: equal texts of two writers would both seem to have won. */
  writer: z.string(),
  /** Whose attempt is the probe that is under way. */
  probe: z.string().exactOptional(),
});

/** An open breaker: a counterpart (or one legal entity of it, or one map) that nobody calls. Stored in Control as JSON. */
export type Breaker = z.infer<typeof breaker>;

/** The breaker of a Control row. One that cannot be read is due for a probe, which puts it right. */
export function parseBreaker(text: string): Breaker {
  const unreadable = { since: never, until: never, reason: 'unreadable', failures: 0, writer: '' };
  try {
    return breaker.safeParse(JSON.parse(text)).data ?? unreadable;
  } catch {
    return unreadable;
  }
}

const never = new Date(0).toISOString();

export interface BreakerFailure {
  readonly reason: string;
  readonly cause?: Cause | undefined;
  /** How long the system asked us to stay away, if it did. */
  readonly retryAfterMs: number | undefined;
}

/** What differs from one decision to the next; random from 0 up to 1. */
export interface Moment {
  readonly now: number;
  readonly random: number;
  /** Unique to this write. */
  readonly writer: string;
}

/** A breaker that opens now. */
export const openedBreaker = (failure: BreakerFailure, settings: GateSettings, at: Moment): Breaker => ({
  since: iso(at.now),
  until: iso(at.now + probeAfterMs(0, failure.retryAfterMs, settings, at.random)),
  reason: failure.reason,
  ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  failures: 0,
  writer: at.writer,
});

/** The same after its probe failed. */
export const prolongedBreaker = (
  { since, failures }: Breaker,
  failure: BreakerFailure,
  settings: GateSettings,
  at: Moment,
): Breaker => ({
  ...openedBreaker(failure, settings, at),
  since,
  until: iso(at.now + probeAfterMs(failures + 1, failure.retryAfterMs, settings, at.random)),
  failures: failures + 1,
});

/** The same while one attempt probes: if that never ends, another one may after `leaseMs`. */
export const probedBreaker = (breaker: Breaker, probe: string, leaseMs: number, at: Moment): Breaker => ({
  ...breaker,
  until: iso(at.now + leaseMs),
  probe,
  writer: at.writer,
});

/** The same after a probe that made no call, so that it proved nothing: the next one may be made at once. */
export const givenBackBreaker = ({ probe: _, ...breaker }: Breaker, at: Moment): Breaker => ({
  ...breaker,
  until: iso(at.now),
  writer: at.writer,
});

/** The same where a system asks, after it opened, for more time; undefined where it does not. */
export function deferredBreaker(
  breaker: Breaker,
  { retryAfterMs }: BreakerFailure,
  settings: GateSettings,
  at: Moment,
): Breaker | undefined {
  if (retryAfterMs === undefined || breaker.probe !== undefined) return undefined;
  const until = at.now + Math.min(retryAfterMs, settings.longestMs);
  return until > Date.parse(breaker.until) ? { ...breaker, until: iso(until), writer: at.writer } : undefined;
}

/** Whether a probe may be made. */
export const isDue = ({ until }: Breaker, now: number): boolean => Date.parse(until) <= now;

/** Until the next probe: at least what was asked, as far as that is sane, and up to a fifth more. */
export function probeAfterMs(
  failures: number,
  retryAfterMs: number | undefined,
  { probeMs, longestMs }: GateSettings,
  random: number,
): number {
  const growing = probeMs[Math.min(failures, probeMs.length - 1)] ?? longestMs;
  return Math.round(Math.min(Math.max(growing, retryAfterMs ?? 0), longestMs) * (1 + random / 5));
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
