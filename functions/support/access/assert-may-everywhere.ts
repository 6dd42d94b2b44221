import type { SupportRole } from '../../../shared/settings/support-settings.ts';
import { RequestError } from '../request-error.ts';
import { mayDoEverywhere } from './may-do.ts';
import type { Person } from './person.ts';

/** For what reaches all legal entities and areas. @throws RequestError (403) where the person's role is limited to some. */
export function assertMayEverywhere(person: Person, wanted: SupportRole): void {
  if (!mayDoEverywhere(person, wanted))
    throw new RequestError(
      403,
      `${person.name} may not do this: it needs the role ${wanted} without limits to legal entities or areas.`,
    );
}
