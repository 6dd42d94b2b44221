import type { WriteValue } from '../sync/counterpart.ts';
import type { Seen } from '../sync/attempt.ts';
import { plain } from '../sync/find-dataverse-row.ts';
import { sameValue } from '../sync/same-value.ts';
import type { ODataValue } from '../odata/value.ts';
import type { Direction } from '../table-map/direction.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';

/** One pair of columns side by side, as text. What could not be read, or is not sent, is undefined. */
export interface FieldPair {
  /** Column of the source row; undefined for a constant. */
  readonly source?: string;
  readonly sourceValue?: string;
  /** Column of the counterpart row. */
  readonly column: string;
  /** What the counterpart should hold. */
  readonly expected?: string;
  readonly counterpartValue?: string;
  /** The counterpart row is there and holds something else. */
  readonly differs: boolean;
}

/**
 * Both rows of a record as its map pairs them, in the map's order. Pure.
 *
 * @param seen what was read of the two rows, and what the transform made of the source.
 */
export function pairFields(map: TableMap, direction: Direction, seen: Seen): readonly FieldPair[] {
  const existing = typeof seen.existing === 'object' ? seen.existing : undefined;
  const { dataverse, finance } = tableRefs(map);
  const types = (direction === 'to-finance' ? finance : dataverse).columns;
  const pair = (column: string, source: string | undefined): FieldPair => {
    const sent = valueOf(seen.wanted, column);
    const expected = sent ?? (existing === undefined ? valueOf(seen.createOnly, column) : undefined);
    const held = existing?.values[column] ?? existing?.key[column];
    const type = types[column];
    return {
      ...(source === undefined ? {} : { source }),
      ...textOf('sourceValue', source === undefined ? undefined : seen.source?.[source]),
      column,
      ...textOf('expected', expected === undefined ? undefined : plain(expected)),
      ...textOf('counterpartValue', held),
      differs:
        existing !== undefined &&
        sent !== undefined &&
        held !== undefined &&
        type !== undefined &&
        !sameValue(type, held, sent),
    };
  };
  const paired = map.fields
    .filter((field) => field.direction === direction)
    .flatMap((field) => {
      const column = columnOf(field, direction);
      return column === undefined ? [] : [pair(column, sourceOf(field, direction))];
    });
  const known = new Set(paired.map(({ column }) => column));
  const rest = Object.keys(seen.wanted ?? {}).filter((column) => !known.has(column));
  return [...paired, ...rest.map((column) => pair(column, undefined))];
}

/** A look-up is one column, however many parts of its target's key the map names. */
const columnOf = ({ dataverse, finance }: Field, direction: Direction): string | undefined =>
  direction === 'to-finance' ? finance?.property : dataverse?.path.split('.')[0];

const sourceOf = ({ dataverse, finance }: Field, direction: Direction): string | undefined =>
  direction === 'to-finance' ? dataverse?.path : finance?.property;

const valueOf = (
  values: Readonly<Record<string, WriteValue>> | undefined,
  column: string,
): WriteValue | undefined => values?.[column];

/** No value and an empty one look alike to a person. */
const textOf = <Name extends string>(
  name: Name,
  value: ODataValue | undefined,
): Partial<Record<Name, string>> =>
  (value === undefined ? {} : { [name]: value === null ? '' : String(value) }) as Partial<
    Record<Name, string>
  >;
