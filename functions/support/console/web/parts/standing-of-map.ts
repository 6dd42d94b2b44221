import type { HeldBack } from '../../../../../shared/support/held-back.ts';
import type { MapSummary } from '../../../../../shared/table-map/map-summary.ts';

/** How a map stands, for a person. What is paused of it alone, such as one legal entity, does not pause the map. */
export const standingOfMap = (
  { name, enabled }: MapSummary,
  pauses: HeldBack['pauses'] | undefined,
): 'running' | 'paused' | 'stopped' => {
  if (!enabled) return 'stopped';
  const isPaused = pauses?.some(
    ({ map, company, direction, only }) =>
      (map === name || map === '*') && company === '*' && direction === '*' && only === undefined,
  );
  return isPaused === true ? 'paused' : 'running';
};
