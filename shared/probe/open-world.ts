import type { TokenCredential } from '@azure/core-auth';
import { dataverseCounterpart } from '../dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../finance/finance-counterpart.ts';
import { httpSender } from '../odata/http-sender.ts';
import type { Registry } from '../table-map/registry.ts';
import type { Remains, Seen } from './finding.ts';
import { NotSettled } from './not-settled.ts';
import { patiently } from './patiently.ts';
import type { Ask, ProbeWorld } from './probe-world.ts';
import type { WritePlan } from './probe.ts';
import { recordingClient } from './recording-client.ts';

export interface ProbeOptions extends WritePlan {
  readonly dataverseUrl: string;
  readonly financeUrl: string;
  readonly credential: TokenCredential | undefined;
  readonly timeoutMs: number;
  readonly maps: Registry;
  readonly filterCharacters: number;
  readonly waitingEvents: (() => Promise<readonly Uint8Array[]>) | undefined;
  readonly patienceMs: number;
  readonly now: () => number;
  readonly newId: () => string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Ends every wait at once. */
  readonly signal: AbortSignal;
}

export interface OpenWorld {
  readonly world: ProbeWorld;
  readonly seen: readonly Seen[];
  /** Takes back what was written, the last one first. @returns what could not be. */
  readonly takeBack: () => Promise<readonly Remains[]>;
}

const headers = { Accept: 'application/json', 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' };
const pauseMs = 250;

/** The world of one probe, which keeps every request and everything that is written. */
export function openWorld(options: ProbeOptions): OpenWorld {
  const { credential, timeoutMs, dataverseUrl, financeUrl, now } = options;
  const seen: Seen[] = [];
  const made: { readonly what: string; readonly takeBack: () => Promise<unknown> }[] = [];
  const keep = (each: Seen): void => {
    seen.push(each);
  };
  const to = (system: Seen['system'], url: string) => ({
    system,
    url,
    credential,
    timeoutMs,
    httpClient: recordingClient(system, keep),
  });
  const dataverse = to('dataverse', dataverseUrl);
  const finance = to('finance', financeUrl);
  const asking = (connection: typeof finance, root: string): Ask => {
    const send = httpSender({ ...connection, headers });
    return (method, path, more = {}) => send({ method, url: `${root}${path}`, ...more });
  };
  return {
    seen,
    world: {
      company: options.company,
      mark: options.mark,
      project: options.project,
      finance: asking(finance, financeUrl),
      dataverse: asking(dataverse, `${dataverseUrl}/api/data/v9.2`),
      clients: { finance: financeCounterpart(finance), dataverse: dataverseCounterpart(dataverse) },
      maps: options.maps,
      filterCharacters: options.filterCharacters,
      waitingEvents: options.waitingEvents,
      made: (what, takeBack) => {
        made.push({ what, takeBack });
      },
      until: async (look) => {
        for (const end = now() + options.patienceMs; ;) {
          const found = await look();
          if (found !== undefined || now() >= end) return found;
          if (options.signal.aborted) throw new NotSettled('Stopped by hand.');
          await options.sleep(Math.min(pauseMs, options.patienceMs));
        }
      },
      patienceMs: options.patienceMs,
      now,
      newId: options.newId,
    },
    async takeBack() {
      const remains: Remains[] = [];
      for (const { what, takeBack } of made.splice(0).reverse())
        await patiently(takeBack, options.sleep).catch((error: unknown) => {
          remains.push({ what, why: error instanceof Error ? error.message : String(error) });
        });
      return remains;
    },
  };
}
