import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { textTooLong } from './refusals.ts';
import type { Service } from './service.ts';

const longest = 1_000;

/** What becomes of texts that are too long: nothing is known, so a switch says it. @throws Refusal */
export function fitTexts(service: Service, entity: Entity, values: Values): Values {
  const { longText } = service.behaviour.now;
  if (longText === 'kept') return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (entity.properties[name]?.type !== 'String' || value.length <= longest) return [name, value];
      if (longText === 'refused') throw textTooLong(entity, name, longest);
      return [name, value.slice(0, longest)];
    }),
  );
}
