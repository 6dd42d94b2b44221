import type { AssumptionId } from '../assumptions/assumptions.ts';
import type { Finding } from './finding.ts';
import type { ProbeWorld } from './probe-world.ts';

/** Looks at two environments and settles assumptions. */
export interface Probe {
  readonly name: string;
  readonly settles: readonly AssumptionId[];
  /** What it will write, for a person, before it does; absent: it only reads. */
  readonly writes?: (plan: WritePlan) => readonly string[];
  /** @throws NotSettled; whatever else a call throws leaves all of its assumptions unsettled too. */
  readonly run: (world: ProbeWorld) => Promise<readonly Finding[]>;
}

export interface WritePlan {
  /** Code of the test company, in lower case. */
  readonly company: string;
  /** Begins the number or stands in the text of everything that is written. */
  readonly mark: string;
  /** Number of the project that test transactions are made on; undefined: the first active one of the company. */
  readonly project: string | undefined;
}
