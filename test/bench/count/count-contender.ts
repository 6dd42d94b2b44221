import type { Contender, ContenderKey } from '../contenders/contender.ts';
import type { Step } from '../plan.ts';
import type { Stack } from '../stack/stack.ts';
import type { CountingProxy } from './counting-proxy.ts';
import { metadataReads, perChange, type PerChange } from './per-change.ts';
import { resetSandboxCounts, sandboxCounts, type SetCount } from './sandbox-counts.ts';

export interface Counted {
  readonly contender: ContenderKey;
  /** Reads of metadata that the first change brought about. */
  readonly metadataReads: number;
  /** By number of concurrent changes. */
  readonly perChange: ReadonlyMap<number, PerChange>;
}

interface Counts {
  readonly sandboxes: readonly SetCount[];
  readonly ledger: number;
}

/** Lets a contender run untimed and counts what it asks of both systems and of the ledger. */
export async function countContender(
  stack: Stack,
  ledger: CountingProxy,
  contender: Contender,
  steps: readonly Step[],
): Promise<Counted> {
  const urls = [stack.dataverse.url, stack.finance.url];
  const count = async (concurrent: number, changes: number): Promise<Counts> => {
    // Making the rows takes requests too.
    await stack.changes.stock(changes);
    await Promise.all(urls.map(resetSandboxCounts));
    ledger.reset();
    await contender.run(concurrent, changes);
    const sandboxes = await Promise.all(urls.map(sandboxCounts));
    return { sandboxes: sandboxes.flat(), ledger: ledger.requests() };
  };
  const first = await count(1, 1);
  const counts = new Map<number, PerChange>();
  for (const { concurrent, counted } of steps) {
    const { sandboxes, ledger: requests } = await count(concurrent, counted);
    counts.set(concurrent, perChange(sandboxes, requests, counted));
  }
  return { contender: contender.key, metadataReads: metadataReads(first.sandboxes), perChange: counts };
}
