import { randomUUID } from 'node:crypto';
import { dataverseSteps } from '../../../infra/local/dataverse-steps.ts';
import type { Protection } from '../../../infra/local/dataverse/web/service-protection.ts';
import { startDataverse, type DataverseSandbox } from '../../../infra/local/dataverse/start-dataverse.ts';
import { localAcceptedFile, localCompanies } from '../../../infra/local/environment.ts';
import { startFinance, type FinanceSandbox } from '../../../infra/local/finance/start-finance.ts';
import { linkAtStart } from '../../../infra/local/link-at-start.ts';
import { tableStorageLedger } from '../../../shared/ledger/table-storage/table-storage-ledger.ts';
import type { Ledger } from '../../../shared/ledger/ledger.ts';
import type { Bus } from '../../../shared/messaging/bus.ts';
import { newChange } from '../../../shared/messaging/new-change.ts';
import { serviceBusBus } from '../../../shared/messaging/service-bus/service-bus-bus.ts';
import { loadInstalledMaps } from '../../../shared/table-map/load-installed-maps.ts';
import type { Registry } from '../../../shared/table-map/registry.ts';
import { countingProxy, type CountingProxy } from '../count/counting-proxy.ts';
import { startBrokerProcess } from '../stack/start-broker-process.ts';
import { startFunctionsProcess, type FunctionsProcess } from '../stack/start-functions-process.ts';
import { startLedgerProcess } from '../stack/start-ledger-process.ts';
import type { Latency } from '../stack/start-stack.ts';
import { stops } from '../stack/stops.ts';
import { syncSettings } from '../stack/sync-settings.ts';

export interface WorldOptions {
  readonly latency: Latency;
  /** Limits of Dataverse; absent: none. */
  readonly protection?: Protection;
  /** Finance can be paced. Its requests then take one hop more, which costs processor time. */
  readonly paceable?: true;
  /** Over production's defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** All systems and the whole project at work, linked, with nothing to do. */
export interface World {
  readonly dataverse: DataverseSandbox;
  readonly finance: FinanceSandbox;
  readonly serviceBus: string;
  readonly ledger: Ledger;
  /** Requests of the functions to the ledger store. */
  readonly ledgerRequests: CountingProxy;
  readonly host: FunctionsProcess;
  readonly maps: Registry;
  /** Tells the functions, by their topic, that rows were made or changed. */
  announce(map: string, event: 'create' | 'update', rows: readonly string[]): Promise<void>;
  /**
   * From now on Finance answers so many requests a second, and what comes faster waits; undefined: all at once.
   *
   * @throws Error where it is not paceable.
   */
  paceFinance(perSecond: number | undefined): void;
  stop(): Promise<void>;
}

/** Broker, ledger store and functions in processes of their own, both sandboxes in this one. */
export async function startWorld({
  latency,
  protection,
  paceable,
  settings = {},
}: WorldOptions): Promise<World> {
  const started = stops();
  try {
    const [broker, store] = await Promise.all([
      started.add(startBrokerProcess()),
      started.add(startLedgerProcess()),
    ]);
    const ledgerRequests = await started.add(countingProxy(store.port));
    const maps = await loadInstalledMaps(new URL('../../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    });
    const dataverse = await started.add(
      startDataverse({
        steps: dataverseSteps(maps),
        allowDualWriteColumns: true,
        latency,
        ...(protection === undefined ? {} : { protection }),
      }),
    );
    const finance = await started.add(startFinance({ latency }));
    const pacing = paceable && (await started.add(countingProxy(Number(new URL(finance.url).port))));
    const connectionString = store.connectionString.replace(
      `:${String(store.port)}/`,
      `:${String(ledgerRequests.port)}/`,
    );
    const host = await started.add(
      startFunctionsProcess('functions/index.ts', {
        ...syncSettings({
          dataverse,
          finance:
            pacing === undefined ? finance : { ...finance, url: `http://127.0.0.1:${String(pacing.port)}` },
          serviceBus: broker.connectionString,
          ledger: { ...store, connectionString },
        }),
        COMPANIES: JSON.stringify(localCompanies),
        MAPS_ACCEPTED_FILE: localAcceptedFile,
        SUPPORT_SIGN_IN: 'local',
        RELEASE_SCHEDULE: '*/5 * * * * *',
        ...settings,
      }),
    );
    await linkAtStart(new URL(host.endpoint('')).origin, 'bench');
    const bus: Bus = serviceBusBus(
      { connectionString: broker.connectionString },
      { scanWindowMs: 1_000, now: Date.now },
    );
    await started.add(Promise.resolve({ stop: () => bus.close() }));
    return {
      dataverse,
      finance,
      serviceBus: broker.connectionString,
      ledger: tableStorageLedger({ connectionString: store.connectionString }, { clock: Date.now }),
      ledgerRequests,
      host,
      maps,
      announce: (map, event, rows) =>
        bus.publish(
          rows.map((row) =>
            newChange(maps.byName(map), {
              source: 'dataverse',
              row,
              event,
              key: randomUUID(),
              origin: 'bench',
              at: Date.now(),
            }),
          ),
        ),
      paceFinance(perSecond) {
        if (pacing === undefined)
          throw new Error('This world was not started with a Finance that can be paced.');
        pacing.pace(perSecond);
      },
      stop: () => started.all(),
    };
  } catch (error) {
    await started.all();
    throw error;
  }
}
