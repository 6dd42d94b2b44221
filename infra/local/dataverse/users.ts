import { v5 as uuid } from 'uuid';
import { rowId } from './store/row-id.ts';
import type { World } from './world.ts';

const namespace = '5b0c2f6e-0d53-5c5e-8f4e-2f5f4d2c9b10';

/** The id of a user by name; a user who was never seen before is added. */
export function userNamed(world: Pick<World, 'database'>, name: string): string {
  const id = uuid(name, namespace);
  const users = world.database.rows('systemuser');
  const unit = world.database.rows('businessunit').first();
  if (users.get(id) === undefined)
    users.put(id, {
      systemuserid: id,
      fullname: name,
      applicationid: name === 'application user' ? uuid('application', namespace) : null,
      businessunitid:
        unit === undefined
          ? null
          : { table: 'businessunit', id: rowId(world.database.rows('businessunit').table, unit) },
      versionnumber: world.database.nextVersion(),
    });
  return id;
}
