import { isLosslessNumber } from 'lossless-json';
import { bodyValue } from '../odata/body-value.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { literal } from '../odata/literal.ts';
import type { LookupTo, WriteValue, WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import type { Relationship, Relationships } from './relationships.ts';
import { UnknownColumnError } from '../odata/unknown-column-error.ts';

/**
 * The body of a create or update: columns by name, look-ups as `<Navigation>@odata.bind`, null where one is cleared.
 * The id stands in the URL and nowhere else.
 *
 * @throws UnknownColumnError, UnfitValueError
 */
export async function writeBody(
  known: Relationships,
  table: TableRef,
  values: WriteValues,
): Promise<Record<string, JsonValue>> {
  const members = await Promise.all(
    Object.entries(values).map(async ([column, value]): Promise<[string, JsonValue]> => {
      const type = table.columns[column] ?? 'text';
      if (isLookup(value) || type === 'lookup') return bind(known, table, column, value);
      return [column, bodyValue(column, type, value)];
    }),
  );
  return Object.fromEntries(members);
}

const isLookup = (value: WriteValue): value is LookupTo =>
  typeof value === 'object' && value !== null && !isLosslessNumber(value);

async function bind(
  known: Relationships,
  table: TableRef,
  column: string,
  value: WriteValue,
): Promise<[string, JsonValue]> {
  const target = isLookup(value) ? value : { table: undefined, id: value === null ? null : String(value) };
  const lookup = choose(await known.lookupsOf(table.table), table, column, target.table, target.id === null);
  const member = `${lookup.navigation}@odata.bind`;
  if (target.id === null) return [member, null];
  const set = await known.setOf(lookup.referencedTable);
  return [member, `/${set}(${literal(column, 'guid', target.id)})`];
}

/** `customerid` to an account is `customerid_account`. To clear a look-up any of its names will do. */
function choose(
  lookups: readonly Relationship[],
  table: TableRef,
  column: string,
  target: string | undefined,
  clears: boolean,
): Relationship {
  const ofColumn = lookups.filter(
    (lookup) => lookup.attribute === column || lookup.navigation.toLowerCase() === column.toLowerCase(),
  );
  const toTarget = ofColumn.filter((lookup) => target === undefined || lookup.referencedTable === target);
  const [found, ...others] = toTarget.length === 0 && clears ? ofColumn : toTarget;
  if (found === undefined)
    throw new UnknownColumnError(
      column,
      `is no look-up of ${table.table}${target === undefined ? '' : ` to ${target}`}`,
    );
  if (others.length > 0 && !clears)
    throw new UnknownColumnError(column, 'may point to several tables: name the one meant');
  return found;
}
