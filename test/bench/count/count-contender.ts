import type { Contender } from '../contenders/contender.ts';
import type { Step } from '../plan.ts';
import type { Stack } from '../stack/stack.ts';
import type { CountingProxy } from './counting-proxy.ts';
import { metadataReads, perChange, type PerChange } from './per-change.ts';
import { resetSandboxCounts, sandboxCounts, type SetCount } from './sandbox-counts.ts';

export interface Counted {
  readonly contender: string;
  /** Reads of metadata that the first change brought about. */
  readonly metadataReads: number;
  /** By number of concurrent changes. */
  readonly perChange: ReadonlyMap<number, PerChange>;
}

/** Lets a contender run untimed and counts what it asks of both systems and of the ledger. */
export async function countContender(
  stack: Stack,
  ledger: CountingProxy,
  contender: Contender,
  steps: readonly Step[],
): Promise<Counted> {
  const count = async (concurrent: number, changes: number): Promise<Counts> => {
    await reset(stack, ledger);
    await contender.run(concurrent, changes);
    const { dataverse, finance } = stack;
    const sandboxes = await Promise.all([dataverse, finance].map(({ url }) => sandboxCounts(url)));
    return { sandboxes: sandboxes.flat(), ledger: ledger.requests() };
  };
  const first = await count(1, 1);
  const counts = new Map<number, PerChange>();
  for (const { concurrent, counted } of steps) {
    const { sandboxes, ledger: requests } = await count(concurrent, counted);
    counts.set(concurrent, perChange(sandboxes, requests, counted));
  }
  return { contender: contender.name, metadataReads: metadataReads(first.sandboxes), perChange: counts };
}
