import type { Direction } from '../../table-map/direction.ts';
import type { Ending } from '../ending.ts';
import { mapBreaker, systemBreaker } from './gate-names.ts';
import type { Trip } from './trip.ts';

/** What an attempt tells about a breaker. */
export type Evidence = 'answered' | 'failed' | 'none';

export interface Attempted {
  readonly map: string;
  readonly direction: Direction;
  readonly ending: Ending;
  /** What the ending's problem speaks for. */
  readonly trip: Trip | undefined;
  /** The counterpart was read whatever the hashes said. */
  readonly compared: boolean;
}

/** Whether the attempt reached what a breaker stands for. Pure. */
export function evidenceOf(breaker: string, attempted: Attempted): Evidence {
  const { map, ending, trip, direction } = attempted;
  if (trip?.name === breaker) return 'failed';
  if (breaker === mapBreaker(map)) return ofMap(ending);
  const system = breaker.startsWith(systemBreaker('finance')) ? 'finance' : 'dataverse';
  if (trip?.system === system) return 'failed';
  const isSource = (system === 'dataverse') === (direction === 'to-finance');
  return isSource ? ofSource(ending, system) : ofTarget(ending, system, attempted.compared);
}

/** The map is right when a row was written by it, or refused for reasons of its own. */
const ofMap = (ending: Ending): Evidence =>
  (ending.kind === 'result' && ending.result.outcome !== 'skipped') ||
  (ending.kind === 'problem' && ending.problem.kind === 'rejected')
    ? 'answered'
    : 'none';

/** The source is read first; a company is noted only from a row that was read. */
function ofSource(ending: Ending, system: 'dataverse' | 'finance'): Evidence {
  if (ending.kind === 'result') return 'answered';
  return ending.problem.system === system || ending.noted.company !== undefined ? 'answered' : 'none';
}

function ofTarget(ending: Ending, system: 'dataverse' | 'finance', compared: boolean): Evidence {
  if (ending.kind === 'problem') return ending.problem.system === system ? 'answered' : 'none';
  switch (ending.result.outcome) {
    case 'applied':
      return 'answered';
    case 'unchanged':
      return compared ? 'answered' : 'none';
    case 'skipped':
    case 'deleted':
      return 'none';
  }
}
