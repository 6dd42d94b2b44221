import type { Ledger } from '../ledger/ledger.ts';

/** Beats that an instance may miss before it counts as gone. */
const missed = 3;
/** Beats after which what is left of an instance is removed. */
const forgotten = 60;

const prefix = 'instance|';

/** How often an instance says that it lives, and who it is. */
export interface Heart {
  readonly ledger: Pick<Ledger, 'listControls' | 'putControl' | 'putControlIf'>;
  readonly instance: string;
  readonly everyMs: number;
  /** Milliseconds of the local clock; clocks of instances may differ by less than two beats. */
  readonly now: () => number;
}

/**
 * Says in Control that this instance lives.
 *
 * @returns how many instances live, this one included.
 * @throws LedgerError
 */
export async function beat({ ledger, instance, everyMs, now }: Heart): Promise<number> {
  await ledger.putControl(`${prefix}${instance}`, new Date(now()).toISOString());
  const beats = await ledger.listControls(prefix);
  for (const [name, at] of beats)
    if (now() - Date.parse(at) > forgotten * everyMs) await ledger.putControlIf(name, at, undefined);
  return [...beats.values()].filter((at) => now() - Date.parse(at) <= missed * everyMs).length;
}

/** Takes this instance's beat away: its share is the others' at their next beat. @throws LedgerError */
export async function endBeat({ ledger, instance }: Pick<Heart, 'ledger' | 'instance'>): Promise<void> {
  const name = `${prefix}${instance}`;
  const known = (await ledger.listControls(name)).get(name);
  if (known !== undefined) await ledger.putControlIf(name, known, undefined);
}
