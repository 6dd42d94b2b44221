import { refusals } from '../web/refusals.ts';
import type { WebRequest } from '../web/web-request.ts';

/**
 * Who may change metadata: everybody but the application user where its roles decide, or where the switch
 * `withoutPrivileges` names the privilege. Which privilege a key needs is assumed.
 * @throws WebApiError 403
 */
export function checkCustomizer(
  { world, caller }: WebRequest,
  privilege: 'prvCreateAttribute' | 'prvDeleteAttribute' | 'prvWriteEntity',
): void {
  if (caller.userName !== 'application user') return;
  const { rolesDecide, withoutPrivileges } = world.behaviour.now;
  if (rolesDecide || withoutPrivileges.includes(privilege)) throw refusals.mayNotCustomize(privilege);
}
