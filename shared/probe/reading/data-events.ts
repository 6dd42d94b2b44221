import { mapNames } from '../../assumptions/map-names.ts';
import { readFinanceEvent } from '../../finance/read-finance-event.ts';
import type { Probe } from '../probe.ts';

/** Maps whose rows Finance changes by itself. */
const wanted = [
  mapNames.actuals,
  mapNames.expenses,
  mapNames.expenseCategories,
  mapNames.vendorInvoices,
  mapNames.vendorInvoiceLines,
];

/** Looks at the events of Finance that wait in their topic, without taking them. */
export const dataEvents: Probe = {
  name: 'data-events',
  settles: ['data-events-fire'],
  run: async ({ waitingEvents, maps }) => {
    const assumption = 'data-events-fire';
    if (waitingEvents === undefined)
      return [
        {
          assumption,
          verdict: 'not-settled',
          why: 'No bus is configured: set SERVICE_BUS, as the app has it.',
        },
      ];
    const bodies = await waitingEvents();
    const fired = new Map<string, number>();
    for (const event of bodies.map(read)) {
      if (event?.kind !== 'data') continue;
      const name = `${event.entity} ${event.message}`;
      fired.set(name, (fired.get(name) ?? 0) + 1);
    }
    const entities = wanted.map((map) => maps.byName(map).finance.entity.toLowerCase());
    const seen = [...fired].filter(([name]) => entities.some((entity) => name.startsWith(`${entity} `)));
    const told = seen.map(([name, count]) => `${name} ${String(count)}×`).join(', ');
    return [
      seen.length > 0
        ? { assumption, verdict: 'as-assumed', why: `These fire: ${told}. Others were not seen.` }
        : {
            assumption,
            verdict: 'not-settled',
            why: `Of ${String(bodies.length)} waiting events none is about our entities. Stop the functions app, activate their data events in Finance, post something, and probe again.`,
          },
    ];
  },
};

function read(body: Uint8Array): ReturnType<typeof readFinanceEvent> | undefined {
  try {
    return readFinanceEvent(body);
  } catch {
    return undefined;
  }
}
