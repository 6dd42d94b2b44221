import { privilegeName, type privilegeTypes } from '../metadata/privileges.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from './refusals.ts';
import type { WebRequest } from './web-request.ts';

const needed: Readonly<Record<string, (typeof privilegeTypes)[number]>> = {
  GET: 'Read',
  POST: 'Create',
  PATCH: 'Write',
  DELETE: 'Delete',
};

/**
 * What the application user may do: everything but what the switch `withoutPrivileges` names; with the switch `rolesDecide`
 * only what its roles allow for the whole organisation. Others may do everything.
 * @throws WebApiError 403
 */
export function checkPrivilege({ world, caller, method }: WebRequest, table: Table): void {
  const type = needed[method];
  if (type === undefined || caller.userName !== 'application user') return;
  const privilege = privilegeName(type, table);
  const { rolesDecide, withoutPrivileges } = world.behaviour.now;
  if (withoutPrivileges.includes(privilege) || (rolesDecide && !world.roles.allow(caller.userId, privilege)))
    throw refusals.noPrivilege(privilege, table);
}
