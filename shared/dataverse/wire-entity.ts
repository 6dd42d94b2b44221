import { isLosslessNumber } from 'lossless-json';
import { isJsonObject } from '../odata/is-json-object.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { wireDate } from '../odata/wire-date.ts';

/** An Entity or EntityReference as the serializer writes it. */
export interface WireEntity {
  /** Lower case, without braces; undefined when it has none. */
  readonly id: string | undefined;
  /** By logical name; empty for a reference. */
  readonly attributes: ReadonlyMap<string, JsonValue>;
}

/** @returns undefined when the value is neither of them. */
export function wireEntity(value: JsonValue | undefined): WireEntity | undefined {
  if (!isJsonObject(value)) return undefined;
  const { Id: id, Attributes: attributes } = value;
  if (typeof id !== 'string' && !Array.isArray(attributes)) return undefined;
  const pairs = Array.isArray(attributes) ? (attributes as readonly JsonValue[]) : [];
  return {
    id: typeof id === 'string' ? id.replaceAll(/[{}]/g, '').toLowerCase() : undefined,
    attributes: new Map(
      pairs.flatMap((pair): [string, JsonValue][] =>
        isJsonObject(pair) && typeof pair['key'] === 'string' ? [[pair['key'], pair['value'] ?? null]] : [],
      ),
    ),
  };
}

/**
 * An attribute as text: numbers with their own digits, references by id, choices and money by value, dates as ISO.
 *
 * @returns undefined for what has no such form (collections, images).
 */
export function attributeText(value: JsonValue): string | null | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return wireDate(value) ?? value;
  if (typeof value === 'boolean' || isLosslessNumber(value)) return String(value);
  if (!isJsonObject(value)) return undefined;
  const inner = value['Value'] ?? value['Id'];
  return inner === undefined || isJsonObject(inner) ? undefined : attributeText(inner);
}
