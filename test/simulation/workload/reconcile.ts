import { newChange } from '../../../shared/messaging/new-change.ts';
import type { Simulation } from '../run/simulation.ts';
import { parseCanonicalKey } from '../../../shared/table-map/parse-canonical-key.ts';
import { tableRefs } from '../../../shared/table-map/table-refs.ts';

/**
 * Sends a keyed change for each record whose notification was lost, as reconciliation does: it compares both sides, and
 * takes a delete from the list of deleted rows.
 */
export function reconcile(simulation: Simulation): void {
  const { maps, bus, random, schedule, unheard, dataverse, finance, trace } = simulation;
  for (const { map: name, row } of unheard.values()) {
    const map = maps.byName(name);
    const refs = tableRefs(map);
    const found =
      map.identity === 'dataverse'
        ? dataverse.row(refs.dataverse, { [map.dataverse.id]: row })
        : finance.row(refs.finance, parseCanonicalKey(row, map.finance.key));
    const { change, ...message } = newChange(map, {
      source: map.identity,
      row,
      event: found === undefined ? 'delete' : 'seen',
      key: `reconcile|${random.guid()}`,
      origin: 'reconciliation',
      at: schedule.now(),
    });
    trace.add(schedule.now(), 'world', 'reconciles', `${name}|${row}`, change.event);
    void bus.bus.publish([{ ...message, change: { ...change, mode: 'verify' } }]);
  }
  unheard.clear();
}
