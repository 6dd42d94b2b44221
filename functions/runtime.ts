import { fileURLToPath } from 'node:url';
import type { EnvironmentCheck } from '../shared/map-check/environment-check.ts';
import { LedgerError } from '../shared/ledger/ledger-error.ts';
import type { Ledger } from '../shared/ledger/ledger.ts';
import type { Registry } from '../shared/table-map/registry.ts';
import type { openRuntime, OpenedRuntime } from './open-runtime.ts';

/** Everything the functions call, put together once per process. */
export interface Runtime extends OpenedRuntime {
  /** Where the files of the support console are. */
  readonly consoleFolder: string;
  /** The ledger's tables are there, or were looked for in vain. Ingest does not wait for it: it needs no ledger. */
  readonly ledgerPrepared: Promise<void>;
}

/** What opens the runtime. With it come the clients of all systems, which take longer to load than all of our own code. */
export const loadOpenRuntime = (): Promise<{ readonly openRuntime: typeof openRuntime }> =>
  import('./open-runtime.ts');

let runtime: Promise<Runtime> | undefined;

/** The one runtime of this process, made at first use. A failed start is tried again by the next call. */
export function getRuntime(): Promise<Runtime> {
  runtime ??= start().catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

/** The runtime, if anything was called yet. Undefined also where its start failed. */
export const startedRuntime = (): Promise<Runtime | undefined> =>
  runtime?.catch(() => undefined) ?? Promise.resolve(undefined);

async function start(): Promise<Runtime> {
  const { openRuntime: open } = await loadOpenRuntime();
  const opened = await open(process.env, new URL('.', import.meta.url), log);
  const ledgerPrepared = prepare(opened.sync.ledger);
  if (opened.audit === undefined)
    log('The audit is kept in the ledger alone: neither AUDIT_BLOBS nor AUDIT_BLOBS__blobServiceUri is set.');
  void sayWhatDoesNotRun(opened.sync.maps, opened.mapCheck, ledgerPrepared);
  void beatFromTimeToTime(opened, ledgerPrepared);
  const consoleFolder =
    opened.settings.support.consoleFolder ?? fileURLToPath(new URL('../console', import.meta.url));
  return { ...opened, consoleFolder, ledgerPrepared };
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

/** A timer of the platform runs on one instance only; this is what each of them does. */
async function beatFromTimeToTime(
  { pulse, settings }: OpenedRuntime,
  ledgerPrepared: Promise<void>,
): Promise<void> {
  await ledgerPrepared;
  await pulse.once();
  setInterval(() => void pulse.once(), settings.pulseMs).unref();
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
