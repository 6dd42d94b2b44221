import type { Registry } from '../table-map/registry.ts';
import { watchedColumns } from '../table-map/watched-columns.ts';
import { messages, type WantedStep } from './wanted.ts';

/**
 * The steps that the maps need: create, update and delete of every table that one of them sends. An update is told only
 * when a column is in the request that one of the maps of its table reads, looks through or filters by.
 *
 * Maps in MAPS_OFF need none. Maps that are stopped for another reason do: their changes wait in the ledger.
 */
export function wantedSteps(maps: Registry): readonly WantedStep[] {
  const sending = maps.all().filter((map) => map.toFinance !== undefined && !maps.isOff(map));
  return [...Map.groupBy(sending, ({ dataverse }) => dataverse.table)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([table, ofTable]) => {
      const watched = [...new Set(ofTable.flatMap((map) => watchedColumns(map)))].sort();
      return messages.map((message) => ({
        table,
        message,
        filteringAttributes: message === 'Update' ? watched : [],
      }));
    });
}
