import type { Latency } from '../stack/start-stack.ts';
import type { Line } from './line.ts';

/** How near this project comes, at one concurrency, to what each part allows by itself. */
export interface Limits {
  readonly concurrent: number;
  /** Changes per second if nothing but the systems' latency took time: all requests of a change one after another. */
  readonly latencyAllows: number;
  /** Shares, 1 for all of it; the ledger's 0 where its store was not measured alone. The processor's is the whole machine's, whoever keeps it busy. */
  readonly reached: { readonly latency: number; readonly ledger: number; readonly processor: number };
  /** The part whose share is the largest. */
  readonly nearest: keyof Limits['reached'];
}

/** @param cores of the machine. */
export function limits(lines: readonly Line[], { fromMs, toMs }: Latency, cores: number): readonly Limits[] {
  const ours = lines.filter(({ contender, paced }) => contender === 'sync' && !paced);
  // Nothing is shared where nothing is concurrent.
  const requests = ours[0]?.perChange?.requests ?? Number.NaN;
  return ours.map(({ concurrent, changesPerSecond, busyCores }) => {
    const alone = lines.find((line) => line.contender === 'ledger' && line.concurrent === concurrent);
    const share = alone === undefined ? 0 : changesPerSecond.median / alone.changesPerSecond.median;
    const latencyAllows = (concurrent * 1000) / ((requests * (fromMs + toMs)) / 2);
    const reached = {
      latency: changesPerSecond.median / latencyAllows,
      ledger: share,
      processor: busyCores.median / cores,
    };
    return { concurrent, latencyAllows, reached, nearest: largest(reached) };
  });
}

function largest(reached: Limits['reached']): Limits['nearest'] {
  const { latency, ledger, processor } = reached;
  if (latency >= ledger && latency >= processor) return 'latency';
  return ledger >= processor ? 'ledger' : 'processor';
}
