import { dataverseTable, learnColumn } from '../table-map/dataverse-table.ts';
import { learnProperty } from '../table-map/finance-entity.ts';
import type { ImportedMap } from '../table-map/imported-map.ts';
import type { DataverseColumn } from '../table-map/metadata/column-types.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { EnvironmentTypes } from './environment-types.ts';
import { columnName, propertyName } from './filter/column-name.ts';
import { namesIn } from './filter/names-in.ts';
import { parseOData } from './filter/parse-odata.ts';
import { parseRange } from './filter/parse-range.ts';
import { guessedType } from './guessed-type.ts';
import type { NativeMap, NativePair } from './native-map.ts';
import { pathOf, tableOfSet } from './path-of.ts';
import { propertyNamed } from './property-named.ts';

/** What the pairs of a native map name and our metadata did not know. */
export interface Declared extends Pick<ImportedMap, 'columns' | 'properties'> {
  /** Paths whose type is a guess. */
  readonly guessed: ReadonlySet<string>;
  /** An environment was asked for the types. */
  readonly asked: boolean;
}

/**
 * Finds the types of what a native map names and our metadata does not know: from the environment; without one from the
 * map itself, which names the table behind a look-up; else, on the way to Finance, by a guess. They are known to this
 * process from then on. What no type is found for stays unknown, and is named when its pair is looked at.
 *
 * @param types undefined: there is no environment to ask.
 */
export async function declareColumns(
  native: NativeMap,
  map: TableMap,
  types: EnvironmentTypes | undefined,
): Promise<Declared> {
  const { entity, set } = map.finance;
  const columns: Record<string, Record<string, DataverseColumn>> = {};
  const properties: Record<string, ImportedMap['properties'][string]> = {};
  const guessed = new Set<string>();

  const named: readonly Named[] = [...native.pairs, ...inFilters(native)];

  for (const { finance } of named) {
    if (finance === undefined || types === undefined || propertyNamed(entity, finance) !== undefined)
      continue;
    const found = await types.propertyOf(set, finance);
    if (found === undefined) continue;
    learnProperty(entity, found.name, found.property);
    properties[found.name] = found.property;
  }

  const typeOf = async (
    table: string,
    column: string,
    pair: Named,
    place: 'only' | 'first' | 'between' | 'last',
  ): Promise<DataverseColumn | undefined> => {
    if (types !== undefined) return types.columnOf(table, column);
    const target = place === 'first' && pair.related !== undefined ? tableOfSet(pair.related) : undefined;
    if (target !== undefined) return { lookup: [target] };
    const property = pair.finance === undefined ? undefined : propertyNamed(entity, pair.finance);
    const sent = pair.direction !== 'to-dataverse' && map.toFinance !== undefined;
    if (place === 'first' || place === 'between' || property === undefined || !sent) return undefined;
    return guessedType(entity, property, pair);
  };

  for (const pair of named) {
    if (pair.dataverse === undefined) continue;
    const path = pathOf(map.dataverse.table, pair.dataverse, pair.related);
    const steps = path.split('.');
    let table = map.dataverse.table;
    for (const [index, step] of steps.entries()) {
      let column = dataverseTable(table).columns[step];
      if (column === undefined) {
        const last = index === steps.length - 1;
        const place = last ? (index === 0 ? 'only' : 'last') : index === 0 ? 'first' : 'between';
        column = await typeOf(table, step, pair, place);
        if (column === undefined || !isReachable(column)) break;
        if (types === undefined && last) guessed.add(path);
        learnColumn(table, step, column);
        columns[table] = { ...columns[table], [step]: column };
      }
      const [target, ...others] = typeof column === 'string' ? [] : column.lookup;
      if (target === undefined || others.length > 0) break;
      table = target;
    }
  }
  return { columns, properties, guessed, asked: types !== undefined };
}

type Named = Pick<NativePair, 'finance' | 'dataverse' | 'related' | 'direction' | 'transforms'>;

/** What filters name; never guessed. */
const inFilters = ({ dataverseFilter, financeFilter }: NativeMap): readonly Named[] => {
  const about = { direction: 'to-dataverse', transforms: [] } as const;
  return [
    ...namesIn(dataverseFilter, parseOData).map((name) => ({ ...about, dataverse: columnName(name) })),
    ...namesIn(financeFilter, parseRange).map((name) => ({ ...about, finance: propertyName(name) })),
  ];
};

/** A look-up can be followed only to tables that we know. */
function isReachable(column: DataverseColumn): boolean {
  if (typeof column === 'string') return true;
  try {
    column.lookup.forEach((table) => dataverseTable(table));
    return true;
  } catch {
    return false;
  }
}
