import { explain, type ExplainedFailure } from '../../causes/explain.ts';
import { parseBreaker } from './breaker.ts';
import { breakerPrefix, pausePrefix, unlinkedPrefix } from './gate-names.ts';
import { parsePause } from './pause.ts';

/** A breaker or a pause that an attempt has met. */
export interface Gate {
  /** Its name in Control, and the parent of what is parked before it. */
  readonly name: string;
  /** What a person reads at the parked record. */
  readonly failure: ExplainedFailure;
  /** When it may open at the earliest, ISO 8601. */
  readonly until: string;
}

export const breakerCode = 'breaker-open';
export const pauseCode = 'paused';
export const unlinkedCode = 'not-linked';

/** The gate of a Control row. @param lookAgainMs a pause has no end of its own: when it is looked at again. */
export function gateOf(name: string, text: string, now: number, lookAgainMs: number): Gate {
  if (name.startsWith(unlinkedPrefix))
    return {
      name,
      until: new Date(now + lookAgainMs).toISOString(),
      failure: explain('not-linked', {
        code: unlinkedCode,
        message: `${describeGate(name)} does not start before both sides are linked, or rows that are in both could be made a second time.`,
      }),
    };
  if (name.startsWith(pausePrefix)) {
    const { who, since, why } = parsePause(text);
    return {
      name,
      until: new Date(now + lookAgainMs).toISOString(),
      failure: explain('paused', {
        code: pauseCode,
        message: `${describeGate(name)} was paused by ${who} on ${since}: ${why}`,
      }),
    };
  }
  const { since, until, reason, cause = 'unavailable' } = parseBreaker(text);
  return {
    name,
    until,
    failure: explain(cause, {
      code: breakerCode,
      message: `${describeGate(name)} has not been called since ${since}: ${reason}`,
      hint: `One record is tried from time to time, next at ${until}; when it passes, this one goes on by itself.`,
    }),
  };
}

/** `Finance in usmf`, `The map "Projects V2"`, `Deletes of …`: a gate for a person. */
export function describeGate(name: string): string {
  if (name.startsWith(breakerPrefix)) {
    const [what = '', which = ''] = split(name, breakerPrefix);
    if (what === 'map') return `The map "${which}"`;
    const system = what === 'finance' ? 'Finance' : 'Dataverse';
    return which === '' ? system : `${system} in ${which}`;
  }
  if (name.startsWith(unlinkedPrefix)) {
    const [map = '', company = '*'] = split(name, unlinkedPrefix);
    return `The map "${map}"${company === '*' ? '' : ` in ${company}`}`;
  }
  const [map, company, direction, only] = split(name, pausePrefix);
  return [
    `${only === undefined ? '' : 'Deleting with '}${map === '*' ? 'every map' : `the map "${map ?? ''}"`}`,
    ...(company === '*' ? [] : [`in ${company ?? ''}`]),
    ...(direction === '*' ? [] : [direction === 'to-finance' ? 'towards Finance' : 'towards Dataverse']),
  ]
    .join(' ')
    .replace(/^./, (first) => first.toUpperCase());
}

const split = (name: string, prefix: string): readonly string[] => name.slice(prefix.length).split('|');
