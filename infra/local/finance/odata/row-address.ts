import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';

/** `Set(key)` of a row, quoted and encoded as an address needs it. */
export function rowAddress(entity: Entity, values: Values): string {
  const key = entity.key.map((name) => `${name}=${literal(entity, name, values[name] ?? '')}`);
  return `${entity.set}(${key.join(',')})`;
}

function literal(entity: Entity, name: string, value: string): string {
  const property = entity.properties[name];
  if (property?.type === 'Enum')
    return `Microsoft.Dynamics.DataEntities.${property.enumeration ?? ''}'${value}'`;
  if (property?.type !== 'String') return value;
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return encodeURIComponent(/[/\\+%]/.test(value) ? encodeURIComponent(quoted) : quoted);
}
