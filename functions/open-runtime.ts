import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import type { AuditBlobs } from '../shared/audit/audit-blobs.ts';
import { connectAuditBlobs } from '../shared/audit/connect-audit-blobs.ts';
import { dataverseCounterpart } from '../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../shared/finance/finance-counterpart.ts';
import { pulse, type Pulse } from '../shared/instances/pulse.ts';
import { share } from '../shared/instances/share.ts';
import type { Ingest } from '../shared/ingest/ingest.ts';
import { environmentCheck, type EnvironmentCheck } from '../shared/map-check/environment-check.ts';
import { storeClock } from '../shared/ledger/table-storage/store-clock.ts';
import { tableStorageLedger } from '../shared/ledger/table-storage/table-storage-ledger.ts';
import { serviceBusBus } from '../shared/messaging/service-bus/service-bus-bus.ts';
import type { DataverseTrail } from '../shared/reconcile/dataverse-trail.ts';
import { credentialOf } from '../shared/settings/credential-of.ts';
import { readSettings, type Settings } from '../shared/settings/settings.ts';
import { cachedEpoch } from '../shared/sync/cached-epoch.ts';
import { openGates } from '../shared/sync/gates/gates.ts';
import type { Sync } from '../shared/sync/sync.ts';
import { assertKnownMaps } from '../shared/table-map/assert-known-maps.ts';
import { loadInstalledMaps } from '../shared/table-map/load-installed-maps.ts';
import { countedIn } from '../shared/stats/counted-in.ts';
import { statsCollector } from '../shared/stats/stats-collector.ts';
import type { CounterpartOperation } from '../shared/telemetry/counterpart-operation.ts';
import { startTelemetry } from '../shared/telemetry/start-telemetry.ts';

/** What is put together once per process. */
export interface OpenedRuntime {
  readonly settings: Settings;
  readonly sync: Sync;
  readonly ingest: Ingest;
  readonly mapCheck: EnvironmentCheck;
  /** What Dataverse remembers of what happened. */
  readonly trail: DataverseTrail;
  /** Where the audit is kept that cannot be rewritten; undefined: in the ledger alone. */
  readonly audit: AuditBlobs | undefined;
  /** What this instance does by itself, from time to time. */
  readonly pulse: Pulse;
}

/** How old what Control says may be. */
const controlsKeptMs = 2_000;

/**
 * Puts together everything that the functions, and the commands that work without them, call.
 *
 * @param folder where the table maps are.
 * @throws SettingsError naming every setting that is missing or wrong; UnknownMapError naming one that names no table map;
 * as `loadInstalledMaps`.
 */
export async function openRuntime(
  environment: NodeJS.ProcessEnv,
  folder: URL,
  log: (line: string) => void,
): Promise<OpenedRuntime> {
  const settings = readSettings(environment);
  const credential = await credentialOf(settings);
  const maps = await loadInstalledMaps(folder, settings);
  assertKnownMaps('SUPPORT_FINANCE_FORMS', Object.keys(settings.support.financeForms), maps);
  const clock = storeClock(Date.now, (aheadMs) => {
    const seconds = Math.round(aheadMs / 1_000);
    log(
      `The clock of this host is ${String(Math.abs(seconds))} s ${seconds > 0 ? 'ahead of' : 'behind'} the ledger's, which is used instead.`,
    );
  });
  const { now } = clock;
  const newId = (): string => randomUUID();
  const ledger = tableStorageLedger(
    'connectionString' in settings.ledger
      ? settings.ledger
      : { url: settings.ledger.url, credential: required(credential) },
    { clock: now, policies: [clock.policy] },
  );
  const audit =
    settings.audit === undefined
      ? undefined
      : connectAuditBlobs(
          'connectionString' in settings.audit
            ? settings.audit
            : { url: settings.audit.url, credential: required(credential) },
        );
  const instance = newId();
  const stats = statsCollector(instance, now);
  const telemetry = countedIn(
    stats,
    await startTelemetry({
      connectionString: settings.applicationInsights,
      credential,
      traceRatio: settings.traceRatio,
      now,
    }),
  );
  const ofAll = share(settings.mostInFlightOfAll);
  const bus = serviceBusBus(
    'connectionString' in settings.serviceBus
      ? settings.serviceBus
      : { namespace: settings.serviceBus.namespace, credential: required(credential) },
    { scanWindowMs: settings.scanWindowMs, now },
  );
  const client = {
    credential,
    timeoutMs: settings.requestTimeoutMs,
    maxInFlight: settings.mostInFlight,
    mostAtOnce: ofAll.most,
    counted: (operation: CounterpartOperation) => telemetry.counterpartOperation(operation),
  };
  const others = await Promise.all(
    settings.otherDataverseClientIds.map((id) => credentialOf({ ...settings, managedIdentityClientId: id })),
  );
  const otherCredentials = others.filter((other) => other !== undefined);
  const dataverse = dataverseCounterpart({
    url: settings.dataverseUrl,
    ...client,
    otherCredentials,
    // Its limits are counted by user.
    mostAtOnce: () => ofAll.most() * (1 + otherCredentials.length),
  });
  const finance = financeCounterpart({
    url: settings.financeUrl,
    longestFilter: settings.financeFilterCharacters,
    ...client,
  });
  const mapCheck = environmentCheck({ maps, dataverse, finance, ledger, telemetry, now, log });
  const sync: Sync = {
    maps,
    ledger,
    bus,
    dataverse,
    choices: dataverse.choices,
    failedJobs: dataverse.failedJobs,
    mapFault: mapCheck.mapFault,
    finance,
    companies: settings.companies,
    timing: settings.timing,
    epoch: cachedEpoch(ledger, now, controlsKeptMs),
    gates: openGates(ledger, now, controlsKeptMs, settings.gates),
    telemetry,
    now,
    random: Math.random,
    newId,
    sleep: (milliseconds) => sleep(milliseconds),
    log,
  };
  const ingest: Ingest = {
    maps,
    bus,
    telemetry,
    companies: settings.companies,
    organizationIds: settings.organizationIds,
    now,
    newId,
  };
  const everyMs = settings.pulseMs;
  const ownPulse = pulse({ ledger, instance, stats, share: ofAll, everyMs, now });
  return { settings, sync, ingest, mapCheck, trail: dataverse, audit, pulse: ownPulse };
}

function required(credential: TokenCredential | undefined): TokenCredential {
  if (credential === undefined)
    throw new Error(
      'AUTHENTICATION: must be managed-identity where SERVICE_BUS or LEDGER is named without a connection string',
    );
  return credential;
}
