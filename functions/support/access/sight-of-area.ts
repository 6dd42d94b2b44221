import type { Area } from '../../../shared/table-map/area.ts';
import type { Sight } from '../../../shared/support/overview.ts';
import type { Person } from './person.ts';

/** How much of an area a person may see: all legal entities, some of them, or nothing. Pure. */
export function sightOfArea({ roles }: Person, area: Area): Sight {
  const within = roles.filter((role) => role.areas === undefined || role.areas.some((each) => each === area));
  if (within.length === 0) return 'none';
  return within.some(({ companies }) => companies === undefined) ? 'all' : 'some';
}
