import type { AlternateKey, Table } from '../schema/table.ts';
import type { StoredValue } from '../store/row.ts';
import { guidText } from '../value/guid-text.ts';
import { readKeyValue } from './read-key-value.ts';
import { refusals } from './refusals.ts';

/** How a request names a row. */
export type Key =
  | { readonly kind: 'id'; readonly id: string }
  | {
      readonly kind: 'alternate';
      readonly key: AlternateKey;
      readonly values: Readonly<Record<string, StoredValue>>;
    };

const part = /\s*([^=,\s]+)\s*=\s*('(?:[^']|'')*'|[^',]*)\s*(,|$)/y;

/**
 * Reads what stands between the parentheses: a guid, or all columns of an alternate key (`_x_value` for a look-up).
 * @throws WebApiError 400 for anything else, for a key that is not defined, and for characters that keys do not support.
 */
export function parseKey(table: Table, text: string): Key {
  const id = guidText(text);
  if (id !== undefined) return { kind: 'id', id };
  const pairs = splitPairs(text);
  const [only] = pairs;
  if (pairs.length === 1 && only?.[0] === table.id) {
    const named = guidText(only[1]);
    if (named !== undefined) return { kind: 'id', id: named };
  }
  const columns = pairs.map(([name, literal]) => {
    const column = table.properties.get(name);
    if (column === undefined) throw refusals.keyNotDefined(table);
    return [column.name, readKeyValue(column, literal)] as const;
  });
  const names = new Set(columns.map(([name]) => name));
  const key = table.keys.find(
    (candidate) =>
      candidate.columns.length === names.size && candidate.columns.every((name) => names.has(name)),
  );
  if (key === undefined) throw refusals.keyNotDefined(table);
  return { kind: 'alternate', key, values: Object.fromEntries(columns) };
}

function splitPairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null)
      throw refusals.badQuery(
        `Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx): '${text}'.`,
      );
    pairs.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return pairs;
}
