import { startDataverse } from '../../../infra/local/dataverse/start-dataverse.ts';
import { startFinance } from '../../../infra/local/finance/start-finance.ts';
import { countingProxy } from '../count/counting-proxy.ts';
import { prepareChanges } from '../changes/prepare-changes.ts';
import { rowArrivals } from '../run/row-arrivals.ts';
import type { Stack } from './stack.ts';
import { startBrokerProcess } from './start-broker-process.ts';
import { startLedgerProcess } from './start-ledger-process.ts';
import type { Stops } from './stops.ts';

/** Time that every answer of Dataverse and of Finance takes, evenly spread. */
export interface Latency {
  readonly fromMs: number;
  readonly toMs: number;
}

export const meanLatencyMs = ({ fromMs, toMs }: Latency): number => (fromMs + toMs) / 2;

/** Broker and ledger store in processes of their own, both sandboxes in this one. */
export async function startStack(stops: Stops, latency: Latency): Promise<Stack> {
  const [broker, ledger] = await Promise.all([
    stops.add(startBrokerProcess()),
    stops.add(startLedgerProcess()),
  ]);
  const steps = [{ table: 'salesorder', message: 'Create' }] as const;
  const dataverse = await stops.add(startDataverse({ steps, latency }));
  const finance = await stops.add(startFinance({ latency }));
  const proxy = await stops.add(countingProxy(Number(new URL(dataverse.url).port)));
  return {
    serviceBus: broker.connectionString,
    ledger,
    dataverse: { ...dataverse, url: `http://127.0.0.1:${String(proxy.port)}` },
    paceDataverse: (perSecond) => proxy.pace(perSecond),
    finance,
    changes: await stops.add(prepareChanges(dataverse)),
    arrivals: rowArrivals(finance),
  };
}
