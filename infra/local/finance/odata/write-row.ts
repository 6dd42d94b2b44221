import { LosslessNumber } from 'lossless-json';
import type { Entity } from '../schema/entity.ts';
import { etag } from '../store/etag.ts';
import type { StoredRow } from '../store/stored-row.ts';

/** A row as JSON: ETag first, numbers with all their digits, text never null. */
export function writeRow(
  entity: Entity,
  row: StoredRow,
  select?: readonly string[],
): Record<string, unknown> {
  const json: Record<string, unknown> = { '@odata.etag': etag(row) };
  for (const name of select ?? Object.keys(entity.properties))
    json[name] = writeValue(entity, name, row.values[name] ?? '');
  return json;
}

function writeValue(entity: Entity, name: string, value: string): string | LosslessNumber {
  switch (entity.properties[name]?.type) {
    case 'Real':
    case 'Int32':
    case 'Int64':
      return new LosslessNumber(value);
    default:
      return value;
  }
}
