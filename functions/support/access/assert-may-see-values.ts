import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import { RequestError } from '../request-error.ts';
import { mayDo, type Place } from './may-do.ts';
import type { Person } from './person.ts';

/**
 * For what shows the values of many rows of a place: a comparison, a close check. Where `SUPPORT_HIDE` keeps values from
 * those who may only read, it takes who may replay.
 *
 * @throws RequestError (403) saying which role it needs there.
 */
export function assertMaySeeValues(person: Person, place: Place, { hide }: SupportSettings): void {
  const wanted = hide.size === 0 ? 'Support.Read' : 'Support.Replay';
  if (mayDo(person, wanted, place)) return;
  const where = place.company === undefined ? 'all legal entities' : `legal entity ${place.company}`;
  throw new RequestError(
    403,
    `${person.name} may not see these rows: it needs the role ${wanted} for ${where}${place.area === undefined ? ' and all areas' : ` in ${place.area}`}.`,
  );
}
