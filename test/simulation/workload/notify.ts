import { newChange } from '../../../shared/messaging/new-change.ts';
import { canonicalKey } from '../../../shared/table-map/canonical-key.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import type { Change } from '../../../shared/messaging/change.ts';
import type { Simulation } from '../run/simulation.ts';
import type { SystemWrite } from '../stand-ins/memory-system.ts';
import { actualsMap, categoriesMap, projectsMap, tables, tasksMap } from './simulated-maps.ts';

const events = { create: 'create', update: 'update', delete: 'delete' } as const;

/** What a system tells after a write, whoever wrote: an event may be late, doubled, out of order or lost. */
export function notify(simulation: Simulation, write: SystemWrite): void {
  const values = write.after ?? write.before ?? {};
  const text = (column: string): string => String(values[column] ?? '');
  switch (write.table) {
    case tables.project.table: {
      tell(simulation, projectsMap, 'dataverse', text('msdyn_projectid'), events[write.does]);
      return;
    }
    case tables.task.table: {
      tell(simulation, tasksMap, 'dataverse', text('msdyn_projecttaskid'), events[write.does]);
      return;
    }
    case tables.actual.table: {
      tell(simulation, actualsMap, 'dataverse', text('msdyn_actualid'), events[write.does]);
      return;
    }
    case tables.category.table: {
      tell(
        simulation,
        categoriesMap,
        'finance',
        canonicalKey(values, tables.category.key),
        events[write.does],
      );
      return;
    }
    case tables.financeActual.table: {
      // A data event without the guid columns: it only rings.
      ring(simulation, actualsMap);
      return;
    }
  }
}

/** Sends the notification of one change on its way. */
export function tell(
  simulation: Simulation,
  map: TableMap,
  source: Change['source'],
  row: string,
  event: Change['event'],
): void {
  const { random, faults, plant } = simulation;
  const { plan, on } = faults;
  const key = plant?.webhookKey?.({ row, event }) ?? `event|${random.guid()}`;
  if (on && random.chance(plan.webhookLost)) {
    simulation.trace.add(simulation.schedule.now(), source, 'event is lost', `${map.name}|${row}`, event);
    simulation.unheard.set(`${map.name}|${row}`, { map: map.name, row });
    return;
  }
  const deliver = (idempotencyKey: string): void => {
    const late = on && random.chance(plan.webhookLate);
    const delay = late ? random.between(1_000, 900_000) : random.between(10, 3_000);
    const told = { source, row, event, key: `${idempotencyKey}|${map.name}`, origin: 'webhook' } as const;
    const message = newChange(map, { ...told, at: simulation.schedule.now() });
    simulation.webhooks++;
    simulation.schedule.after(delay, () => {
      simulation.webhooks--;
      void simulation.bus.bus.publish([message]);
    });
  };
  deliver(key);
  if (on && random.chance(plan.webhookDoubled)) deliver(random.chance(0.5) ? key : `event|${random.guid()}`);
}

function ring(simulation: Simulation, map: TableMap): void {
  const request = { schema: 'scan/1', map: map.name, company: 'usmf', origin: 'data event' } as const;
  simulation.schedule.after(simulation.random.between(10, 2_000), () => {
    void simulation.bus.bus.requestScan(request);
  });
}
