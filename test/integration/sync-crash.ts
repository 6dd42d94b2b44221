import { cachedEpoch } from '../../shared/sync/cached-epoch.ts';
import type { Sync } from '../../shared/sync/sync.ts';

/** A host that ends at this point: it neither completes nor abandons its message, and does nothing more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

type Port = 'ledger' | 'bus' | 'dataverse' | 'finance';

/** One awaited call of a host: `ledger.commit`. */
export type Call = `${Port}.${string}`;

export interface CrashPoint {
  /** Which call, counted from 1 over all calls, or by name (its first, or its `nth`). */
  readonly at: number | Call;
  readonly nth?: number;
  /** `before`: the call has no effect; `after`: it has, but nobody hears the answer. */
  readonly when: 'before' | 'after';
}

export interface Doomed {
  readonly sync: Sync;
  /** What was called so far, in order. */
  readonly calls: readonly Call[];
  readonly crashed: () => boolean;
}

/** A host that ends at the given point, or only counts its calls when there is none. */
export function doomed(host: Sync, point?: CrashPoint): Doomed {
  const calls: Call[] = [];
  let dead = false;
  const meets = (call: Call): boolean => {
    calls.push(call);
    if (point === undefined) return false;
    if (typeof point.at === 'number') return calls.length === point.at;
    return call === point.at && calls.filter((made) => made === call).length === (point.nth ?? 1);
  };
  const die = (call: Call): never => {
    dead = true;
    throw new Crash(`${point?.when ?? ''} ${call}`);
  };
  const enter = (call: Call): boolean => {
    if (dead) throw new Crash(`${call} of a host that is dead`);
    const met = meets(call);
    if (met && point?.when === 'before') die(call);
    return met;
  };
  const wrap = <T extends object>(port: Port, target: T): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const value: unknown = Reflect.get(object, name, receiver);
        if (typeof value !== 'function') return value;
        const call: Call = `${port}.${String(name)}`;
        if (name === 'scan' || name === 'listOpen' || name === 'listWaiters')
          return async function* (...parameters: unknown[]) {
            const met = enter(call);
            yield* Reflect.apply(value, object, parameters) as AsyncIterable<unknown>;
            if (met) die(call);
          };
        return async (...parameters: unknown[]) => {
          const met = enter(call);
          try {
            return (await Reflect.apply(value, object, parameters)) as unknown;
          } finally {
            if (met) die(call);
          }
        };
      },
    });
  const ledger = wrap('ledger', host.ledger);
  return {
    sync: {
      ...host,
      ledger,
      epoch: cachedEpoch(ledger, Date.now, 0),
      bus: wrap('bus', host.bus),
      dataverse: wrap('dataverse', host.dataverse),
      finance: wrap('finance', host.finance),
    },
    calls,
    crashed: () => dead,
  };
}
