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
 * What the application user may do: everything but what the switch `withoutPrivileges` names. Others may do everything.
 * @throws WebApiError 403
 */
export function checkPrivilege({ world, caller, method }: WebRequest, table: Table): void {
  const type = needed[method];
  if (type === undefined || caller.userName !== 'application user') return;
  const privilege = privilegeName(type, table);
  if (world.behaviour.now.withoutPrivileges.includes(privilege)) throw refusals.noPrivilege(privilege, table);
}
