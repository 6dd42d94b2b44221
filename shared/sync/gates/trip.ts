import type { Problem } from '../problem.ts';
import { mapBreaker, systemBreaker } from './gate-names.ts';

/** A failure that says something about more than its record. */
export interface Trip {
  /** Breaker that it opens. */
  readonly name: string;
  /** One failure is enough; else several different records must fail without a success in between. */
  readonly atOnce: boolean;
  /** The system that did not answer, or that does not let us in; undefined: it answered, the map is wrong. */
  readonly system?: 'dataverse' | 'finance';
}

/** Codes of our own that no other record of the map could escape. */
const certain: ReadonlySet<string> = new Set(['unknown-column', 'map-stopped', 'choice-label-missing']);

/**
 * Which breaker a problem speaks for, if any. Pure. Throttling is environment-wide in Finance, and so is a refused
 * connection or token; a gateway's failure or a lost answer may concern one legal entity only.
 */
export function tripOf(problem: Problem, map: string, company: string | undefined): Trip | undefined {
  const { kind, system, status } = problem;
  const { code } = problem.failure;
  switch (kind) {
    case 'throttled':
      return system && { name: systemBreaker(system), atOnce: true, system };
    case 'unavailable':
    case 'transient':
      if (system === undefined) return undefined;
      if (code === 'unreachable') return { name: systemBreaker(system), atOnce: true, system };
      return kind === 'unavailable' || isWithoutAnswer(code, status)
        ? { name: systemBreaker(system, system === 'finance' ? company : undefined), atOnce: false, system }
        : undefined;
    case 'misconfigured':
      return system !== undefined && isKeptOut(code, status)
        ? { name: systemBreaker(system), atOnce: true, system }
        : { name: mapBreaker(map), atOnce: certain.has(code) };
    case 'waiting':
    case 'rejected':
      return undefined;
  }
}

/** No answer, or one that a gateway gave instead of the system. */
const isWithoutAnswer = (code: string, status: number | undefined): boolean =>
  code === 'time-out' || code === 'reset' || [408, 502, 504].includes(status ?? 0);

/** No token, one that is not accepted, or an address that leads elsewhere. */
const isKeptOut = (code: string, status = 0): boolean =>
  code === 'no-token' || status === 401 || (status >= 300 && status < 400);
