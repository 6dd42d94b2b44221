import type { ContenderKey } from '../contenders/contender.ts';
import type { Plan } from '../plan.ts';
import type { Limits } from './limits.ts';
import type { Line } from './line.ts';

/** Everything that the pipeline bench found. */
export interface PipelineReport {
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number };
  readonly plan: Plan;
  readonly lines: readonly Line[];
  /** Reads of metadata at first use, by contender: part of no change. */
  readonly metadataReads: Readonly<Partial<Record<ContenderKey, number>>>;
  readonly limits: readonly Limits[];
}
