import type { Entity } from '../schema/entity.ts';
import type { Service } from './service.ts';

/** Whether the set as a whole refuses a verb: always, or by the switch. */
export function refuses(service: Service, entity: Entity, verb: 'create' | 'update' | 'delete'): boolean {
  const { refusesCreate, refusesUpdate, refusesDelete } = service.behaviour.now;
  const switched = { create: refusesCreate, update: refusesUpdate, delete: refusesDelete }[verb];
  return entity.refuses.includes(verb) || switched.includes(entity.set);
}
