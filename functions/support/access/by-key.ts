import type { HttpRequest } from '@azure/functions';
import type { SupportSettings } from '../../../shared/settings/support-settings.ts';
import { personOf } from '../person-of.ts';
import type { Person } from './person.ts';

/** Who calls with a function key, which the host has checked. The name is recorded, not proven. */
export const byKey = (request: HttpRequest, { keyRole }: SupportSettings): Person => ({
  name: personOf(request),
  roles: keyRole === 'none' ? [] : [{ role: 'key', is: keyRole }],
});
