import { supportRoles, type SupportRole } from '../../../shared/settings/support-settings.ts';
import type { Area } from '../../../shared/table-map/area.ts';
import type { Person } from './person.ts';

/** Where something is done; what is undefined is not known, and lies in nobody's limits. */
export interface Place {
  readonly area?: Area | undefined;
  readonly company?: string | undefined;
}

/** Whether a person may do what a role allows, there; without a place: anywhere at all. Pure. */
export const mayDo = ({ roles }: Person, wanted: SupportRole, place?: Place): boolean =>
  roles.some(
    ({ is, companies, areas }) =>
      supportRoles.indexOf(is) >= supportRoles.indexOf(wanted) &&
      (place === undefined ||
        ((companies === undefined || companies.includes(place.company?.toLowerCase() ?? '')) &&
          (areas === undefined || areas.some((area) => area === place.area)))),
  );

/** Whether a person may do it everywhere. Pure. */
export const mayDoEverywhere = (person: Person, wanted: SupportRole): boolean => mayDo(person, wanted, {});
