import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { localConsole } from '../../scripts/build-console.ts';
import { wantedEndpoint } from '../../shared/register/wanted-endpoint.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import { startAuditStore } from './audit-store/start-audit-store.ts';
import { parseTopology } from './broker/parse-topology.ts';
import { startBroker, type Broker } from './broker/start-broker.ts';
import { dataverseSteps } from './dataverse-steps.ts';
import { startDataverse, type DataverseSandbox } from './dataverse/start-dataverse.ts';
import { startFinance, type FinanceSandbox } from './finance/start-finance.ts';
import { startHostProcess, type HostProcess } from './host-process.ts';
import { linkAtStart } from './link-at-start.ts';
import { startLedgerStore, type LedgerStore } from './ledger-store/start-ledger-store.ts';
import { registerSteps } from './register-steps.ts';
import { referenceData } from './reference-data.ts';

export interface EnvironmentOptions {
  /** Finance tells nothing: only scans bring its rows. */
  readonly financeEvents: 'on' | 'off';
  readonly writeBack: 'standard' | 'custom';
  /** How Dataverse sends: to the webhook, or straight to the topic. */
  readonly dataverseEndpoint: 'webhook' | 'service-bus';
  /**
   * Dataverse sends by steps that are registered in it, as in an environment; else it is simply told to, and can be told
   * otherwise.
   */
  readonly registered?: boolean;
  /** Main module of the functions; the sources when undefined. */
  readonly entry?: string;
  /** How long a received message is locked; the topology's time when undefined. */
  readonly lockSeconds?: number;
  /** More settings for the functions, over the local ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where broker and ledger keep their data; in memory when undefined. */
  readonly folder?: string;
  readonly log?: (line: string) => void;
  /** Keeps the audit in blobs too; it takes a second to start. */
  readonly auditStore?: boolean;
  /** How far the clocks of the systems are ahead, in milliseconds; negative: behind. */
  readonly clocksAheadMs?: { readonly dataverse: number; readonly finance: number };
  /** False where a system leads nowhere, so that linking would not come to an end. */
  readonly linkAtStart?: boolean;
}

/** All embedded systems, on loopback and free ports. */
export interface Environment {
  readonly dataverse: DataverseSandbox;
  readonly finance: FinanceSandbox;
  readonly broker: Broker;
  readonly ledgerStore: LedgerStore;
  readonly functionKey: string;
  /** What the functions are told of the systems, for commands that ask these by themselves. */
  readonly settings: Readonly<Record<string, string>>;
  /** Address of the functions host; another one after a restart. */
  functionsUrl(): string;
  /** Ends the functions host at once, as a power cut would, and starts it again. */
  killHost(): Promise<void>;
  /**
   * Starts another functions host on the same bus and ledger, with other settings and another main module where given.
   * Whoever starts it may kill it; `stop` ends it too.
   */
  addHost(settings?: Readonly<Record<string, string>>, main?: string): Promise<HostProcess>;
  stop(): Promise<void>;
}

/** Legal entities in scope of the local environment; `demf` exists on both sides and is not in scope. */
export const localCompanies = [
  {
    code: 'usmf',
    goLive: '2026-01-01',
    firstOpenPeriod: '2026-09-01',
    intercompanyVendors: ['V-FRRT'],
  },
  { code: 'frrt', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' },
];

const functionKey = 'local-function-key';

const topologyFile = new URL('../../shared/messaging/topology.json', import.meta.url);

/** Starts everything; what was started is stopped again when a later part fails. */
export async function startEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end().catch(() => undefined);
  };
  try {
    const ledgerStore = await startLedgerStore(
      options.folder === undefined ? {} : { folder: options.folder },
    );
    stops.push(() => ledgerStore.stop());
    const auditStore = options.auditStore === true ? await startAuditStore() : undefined;
    if (auditStore !== undefined) stops.push(() => auditStore.stop());
    const topology = parseTopology(JSON.parse(await readFile(topologyFile, 'utf8')));
    const lockSeconds = options.lockSeconds ?? topology.defaults.lockSeconds;
    const broker = await startBroker({
      topology: { ...topology, defaults: { ...topology.defaults, lockSeconds } },
      ...(options.folder === undefined ? {} : { file: `${options.folder}/broker.journal` }),
    });
    stops.push(() => broker.stop());
    const eventsOn = options.financeEvents === 'on';
    const ahead = options.clocksAheadMs ?? { dataverse: 0, finance: 0 };
    const finance = await startFinance({
      clockAheadMs: ahead.finance,
      events: {
        endpoint: { kind: 'service-bus', connectionString: broker.connectionString, topic: 'finance-events' },
        businessEvents: eventsOn,
        dataEvents: eventsOn,
      },
    });
    stops.push(() => finance.stop());
    const maps = await loadInstalledMaps(new URL('../../functions/', import.meta.url), {
      writeBack: options.writeBack,
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    });
    const dataverse = await startDataverse({
      clockAheadMs: ahead.dataverse,
      organizationId: referenceData.organizationId,
      steps: options.registered === true ? [] : dataverseSteps(maps),
      endpoint: { kind: 'none' },
      allowDualWriteColumns: options.writeBack === 'standard',
    });
    stops.push(() => dataverse.stop());

    const settings = {
      ...localSettings,
      DATAVERSE_URL: dataverse.url,
      DATAVERSE_ORGANIZATION_IDS: dataverse.organizationId,
      FINANCE_URL: finance.url,
      SERVICE_BUS: broker.connectionString,
      LEDGER: ledgerStore.connectionString,
      ...(auditStore === undefined ? {} : { AUDIT_BLOBS: auditStore.connectionString }),
      WRITE_BACK: options.writeBack,
      MAPS_ACCEPTED_FILE: localAcceptedFile,
      CONSOLE_FOLDER: await localConsole(),
      FUNCTIONS_KEYS: functionKey,
      FUNCTIONS_MASTER_KEY: 'local-master-key',
      ...options.settings,
    };
    const log = options.log ?? (() => undefined);
    const entry = options.entry === undefined ? {} : { entry: options.entry };
    let host: HostProcess = await startHostProcess(settings, log, entry);
    stops.push(() => host.stop());
    const point = (): void => {
      dataverse.setEndpoint(
        options.dataverseEndpoint === 'webhook'
          ? { kind: 'webhook', url: `${host.url}/api/dataverse/events`, key: functionKey }
          : { kind: 'service-bus', connectionString: broker.connectionString, topic: 'dataverse-events' },
      );
    };
    if (options.linkAtStart !== false) await linkAtStart(host.url, functionKey);
    if (options.registered === true)
      await registerSteps(
        dataverse.url,
        maps,
        options.dataverseEndpoint === 'webhook'
          ? { kind: 'webhook', url: `${host.url}/api/dataverse/events`, secret: functionKey }
          : wantedEndpoint({ SERVICE_BUS: broker.connectionString }, undefined, true),
      );
    else point();
    return {
      dataverse,
      finance,
      broker,
      ledgerStore,
      functionKey,
      settings,
      functionsUrl: () => host.url,
      killHost: async () => {
        const port = Number(new URL(host.url).port);
        await host.kill();
        host = await startHostProcess(settings, log, { ...entry, port });
        if (options.registered !== true) point();
      },
      addHost: async (others = {}, main) => {
        const added = await startHostProcess(
          { ...settings, ...others },
          log,
          main === undefined ? entry : { entry: main },
        );
        stops.push(() => added.stop());
        return added;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the local environment accepts: the columns of the Dataverse sandbox that no public source names. */
export const localAcceptedFile = fileURLToPath(new URL('maps.accepted.json', import.meta.url));

/** Settings of the local environment: the design's, with times that a person can watch. */
const localSettings = {
  AUTHENTICATION: 'none',
  SUPPORT_SIGN_IN: 'local',
  SUPPORT_SECOND_PERSON: 'off',
  COMPANIES: JSON.stringify(localCompanies),
  LEASE_SECONDS: '12',
  LAST_WRITE_SECONDS: '4',
  REQUEST_TIMEOUT_SECONDS: '6',
  RETRY_SECONDS: '0.5,1,2,5,10',
  RECHECK_SECONDS: '2,5,10',
  LEDGER_AWAY_SECONDS: '2',
  VERIFY_AFTER_SECONDS: '15',
  DOCUMENT_WINDOW_SECONDS: '1',
  EXPECTATION_MINUTE_SECONDS: '0.5',
  BREAKER_SECONDS: '1,2,5,10',
  BREAKER_LONGEST_SECONDS: '30',
  RELEASE_SECONDS: '4',
  SCAN_WINDOW_SECONDS: '1',
  SCAN_SCHEDULE: '*/5 * * * * *',
  RECONCILE_SCHEDULE: '0 * * * * *',
  DEAD_LETTER_SCHEDULE: '*/2 * * * * *',
  RELEASE_SCHEDULE: '*/5 * * * * *',
  MAP_CHECK_SCHEDULE: '*/5 * * * * *',
  OBSERVE_SCHEDULE: '*/5 * * * * *',
  PULSE_SECONDS: '2',
};
