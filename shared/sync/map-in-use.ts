import type { Cause } from '../causes/causes.ts';
import { explain } from '../causes/explain.ts';
import { TableMapError } from '../table-map/table-map-error.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { choiceColumns, withChoices } from '../table-map/with-choices.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/** Maps with their choices read, by the map as it is written down. */
const ready = new WeakMap<Sync['choices'], WeakMap<TableMap, TableMap>>();

/**
 * The map as a record is worked on with it: it runs, the environments fit it, and labels of choices are integers.
 *
 * @throws ProblemError (misconfigured) when the map is stopped or a label does not exist; CounterpartError, LedgerError.
 */
export async function mapInUse(sync: Sync, map: TableMap): Promise<TableMap> {
  const stopped = sync.maps.stopped(map) ?? (await sync.mapFault(map));
  if (stopped !== undefined)
    throw misconfigured('map-stopped', 'map-stopped', `The map "${map.name}" is stopped: ${stopped}.`);
  const columns = choiceColumns(map);
  if (columns.length === 0) return map;
  const maps = ready.get(sync.choices) ?? new WeakMap<TableMap, TableMap>();
  ready.set(sync.choices, maps);
  const known = maps.get(map);
  if (known !== undefined) return known;
  const choices = await Promise.all(
    columns.map(async (column) => [column, await sync.choices(map.dataverse.table, column)] as const),
  );
  try {
    const found = withChoices(map, new Map(choices));
    maps.set(map, found);
    return found;
  } catch (error) {
    if (!(error instanceof TableMapError)) throw error;
    throw misconfigured('option-unknown', 'choice-label-missing', error.message);
  }
}

const misconfigured = (cause: Cause, code: string, message: string): ProblemError =>
  new ProblemError({
    kind: 'misconfigured',
    uncertain: false,
    failure: explain(cause, {
      code,
      message,
      hint: 'An administrator corrects the map or its settings; the record then goes on by itself.',
    }),
  });
