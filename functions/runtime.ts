import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import { dataverseCounterpart } from '../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../shared/finance/finance-counterpart.ts';
import type { Ingest } from '../shared/ingest/ingest.ts';
import type { EnvironmentCheck } from '../shared/map-check/environment-check.ts';
import { environmentCheck } from '../shared/map-check/environment-check.ts';
import { LedgerError } from '../shared/ledger/ledger-error.ts';
import type { Ledger } from '../shared/ledger/ledger.ts';
import { tableStorageLedger } from '../shared/ledger/table-storage/table-storage-ledger.ts';
import { serviceBusBus } from '../shared/messaging/service-bus/service-bus-bus.ts';
import { credentialOf } from '../shared/settings/credential-of.ts';
import { readSettings, type Settings } from '../shared/settings/settings.ts';
import { cachedEpoch } from '../shared/sync/cached-epoch.ts';
import { openGates } from '../shared/sync/gates/gates.ts';
import type { Sync } from '../shared/sync/sync.ts';
import { loadInstalledMaps } from '../shared/table-map/load-installed-maps.ts';
import type { Registry } from '../shared/table-map/registry.ts';
import { startTelemetry } from '../shared/telemetry/start-telemetry.ts';

/** Everything the functions call, put together once per process. */
export interface Runtime {
  readonly settings: Settings;
  readonly sync: Sync;
  readonly ingest: Ingest;
  readonly mapCheck: EnvironmentCheck;
  /** Where the files of the support console are. */
  readonly consoleFolder: string;
  /** The ledger's tables are there, or were looked for in vain. Ingest does not wait for it: it needs no ledger. */
  readonly ledgerPrepared: Promise<void>;
}

/** How old what Control says may be. */
const controlsKeptMs = 2_000;

let runtime: Promise<Runtime> | undefined;

/** The one runtime of this process, made at first use. A failed start is tried again by the next call. */
export function getRuntime(): Promise<Runtime> {
  runtime ??= start().catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

async function start(): Promise<Runtime> {
  const settings = readSettings(process.env);
  const credential = await credentialOf(settings);
  const maps = await loadInstalledMaps(new URL('.', import.meta.url), settings);
  const now = (): number => Date.now();
  const newId = (): string => randomUUID();
  const ledger = tableStorageLedger(
    'connectionString' in settings.ledger
      ? settings.ledger
      : { url: settings.ledger.url, credential: required(credential) },
    { clock: now },
  );
  const telemetry = await startTelemetry(settings.applicationInsights);
  const bus = serviceBusBus(
    'connectionString' in settings.serviceBus
      ? settings.serviceBus
      : { namespace: settings.serviceBus.namespace, credential: required(credential) },
    { scanWindowMs: settings.scanWindowMs, now },
  );
  const client = { credential, timeoutMs: settings.requestTimeoutMs, maxInFlight: settings.mostInFlight };
  const dataverse = dataverseCounterpart({ url: settings.dataverseUrl, ...client });
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
  const ledgerPrepared = prepare(ledger);
  void sayWhatDoesNotRun(maps, mapCheck, ledgerPrepared);
  const consoleFolder =
    settings.support.consoleFolder ?? fileURLToPath(new URL('../console', import.meta.url));
  return { settings, sync, ingest, mapCheck, consoleFolder, ledgerPrepared };
}

const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Says at the start which maps do not run and why, and looks at the environments without keeping anybody waiting: only the
 * records of the first seconds wait for what it comes to.
 */
async function sayWhatDoesNotRun(
  maps: Registry,
  mapCheck: EnvironmentCheck,
  ledgerPrepared: Promise<void>,
): Promise<void> {
  for (const map of maps.all()) {
    const stopped = maps.stopped(map);
    if (stopped !== undefined) log(`The map "${map.name}" does not run: ${stopped}.`);
  }
  const running = maps.all().find((map) => maps.stopped(map) === undefined);
  if (running === undefined) return;
  await ledgerPrepared;
  try {
    await mapCheck.mapFault(running);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log(`The maps cannot be checked yet; records wait until they are: ${why}`);
  }
}

/** How soon the tables are looked for again when the store was away at the start. */
const prepareAgainMs = 10_000;

/**
 * Creates the ledger's tables. A store that is away does not end the start: every change then finds the ledger away and
 * keeps itself by a scheduled copy, where a failing start would use up its deliveries.
 */
async function prepare(ledger: Ledger): Promise<void> {
  try {
    await ledger.prepare();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    log(`The ledger is away at the start and is looked for again: ${error.message}`);
    setTimeout(() => void prepare(ledger), prepareAgainMs).unref();
  }
}

function required(credential: TokenCredential | undefined): TokenCredential {
  if (credential === undefined)
    throw new Error(
      'AUTHENTICATION: must be managed-identity where SERVICE_BUS or LEDGER is named without a connection string',
    );
  return credential;
}
