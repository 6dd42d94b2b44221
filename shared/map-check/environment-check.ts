import { createHash } from 'node:crypto';
import { LedgerError } from '../ledger/ledger-error.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MapFault } from '../sync/map-fault.ts';
import type { Registry } from '../table-map/registry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { checkMaps, readMetadata } from './check-maps.ts';
import { checkTwin } from './check-twin.ts';
import type { DataverseMetadata, FinanceMetadata } from './metadata.ts';
import { checkedSchema, mapCheckControl, stopsOf, type Checked, type Stops } from './stops.ts';

/** Looks at the two environments and holds back the maps that would fail there. */
export interface EnvironmentCheck {
  readonly mapFault: MapFault;
  /**
   * Looks anew: for running twins each time, at everything when that was longer ago, or while a map is held back. What
   * changed is logged; a twin raises an alarm each time it is seen.
   *
   * @throws CounterpartError, LedgerError; what was known stays.
   */
  readonly look: () => Promise<void>;
}

export interface EnvironmentCheckOptions {
  readonly maps: Registry;
  readonly dataverse: DataverseMetadata;
  readonly finance: FinanceMetadata;
  readonly ledger: Pick<Ledger, 'control' | 'putControl'>;
  readonly telemetry: Pick<Telemetry, 'alarm'>;
  /** Milliseconds of the local clock. */
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** What Control says is read again after this time: another instance may have looked. */
const keptMs = 15_000;
/** A look that failed is not repeated sooner, however many records ask. */
const failureKeptMs = 5_000;
/** Metadata changes with updates of a solution or of Finance: it is read again after this time. */
const everythingMs = 60 * 60_000;

/**
 * The check of this process. The last look is in Control, so an instance that starts reads one row instead of asking both
 * systems a hundred questions; only where that row is missing, or tells of other maps, the first record waits for a look.
 */
export function environmentCheck(options: EnvironmentCheckOptions): EnvironmentCheck {
  const { maps, dataverse, finance, ledger, telemetry, now, log } = options;
  const running = maps.all().filter((map) => maps.stopped(map) === undefined);
  const fingerprint = createHash('sha256').update(JSON.stringify(running)).digest('hex');
  let told: Stops = {};
  let known: { readonly until: number; readonly stops: Promise<Stops> } | undefined;

  const tell = (stops: Stops): Stops => {
    for (const [map, { reason }] of Object.entries(stops))
      if (told[map]?.reason !== reason) log(`The map "${map}" does not run: ${reason}.`);
    for (const map of Object.keys(told)) if (stops[map] === undefined) log(`The map "${map}" runs again.`);
    told = stops;
    return stops;
  };
  const remembered = async (): Promise<Checked | undefined> => {
    const found = checkedSchema.safeParse(json(await ledger.control(mapCheckControl)));
    return found.success && found.data.fingerprint === fingerprint ? found.data : undefined;
  };
  const everything = async (): Promise<Stops> => {
    const stops = stopsOf(checkMaps(running, await readMetadata(running, dataverse, finance)).findings);
    for (const [map, { twin }] of Object.entries(stops)) if (twin) telemetry.alarm('native-twin', map);
    const checked: Checked = { fingerprint, at: new Date(now()).toISOString(), stops };
    await ledger.putControl(mapCheckControl, JSON.stringify(checked));
    return stops;
  };
  const keep = (stops: Promise<Stops>): Promise<Stops> => {
    const before = known;
    known = { until: Infinity, stops };
    stops.then(
      () => (known = { until: now() + keptMs, stops }),
      (error: unknown) => {
        // While the ledger alone is away, what was known just now still holds.
        const stands = error instanceof LedgerError && before !== undefined;
        known = { until: now() + failureKeptMs, stops: stands ? before.stops : stops };
      },
    );
    return stops;
  };
  const current = (): Promise<Stops> =>
    known !== undefined && known.until > now()
      ? known.stops
      : keep(remembered().then(async (checked) => tell(checked?.stops ?? (await everything()))));

  return {
    mapFault: async (map) => (await current())[map.name]?.reason,
    look: async () => {
      const checked = await remembered();
      const young = checked !== undefined && now() - Date.parse(checked.at) < everythingMs;
      if (young && Object.keys(checked.stops).length === 0) {
        const natives = await dataverse.nativeMaps();
        if (running.every((map) => checkTwin(map, natives).findings.length === 0)) return;
      }
      await keep(everything().then(tell));
    },
  };
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
