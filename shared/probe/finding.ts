import type { AssumptionId } from '../assumptions/assumptions.ts';

/** One request of a probe and what came back, as evidence for a person. */
export interface Seen {
  readonly system: 'dataverse' | 'finance';
  /** Method and address below the environment, without the host: `PATCH /data/ProjectsV2(…)`. */
  readonly request: string;
  /** Body of a write. */
  readonly sent?: string;
  /** Absent when there was no answer. */
  readonly status?: number;
  /** The system's own words of a refusal, else the beginning of the answer. */
  readonly text: string;
}

export type Verdict = 'as-assumed' | 'otherwise' | 'not-settled';

/** What a probe found out about one assumption. */
export interface Finding {
  readonly assumption: AssumptionId;
  readonly verdict: Verdict;
  /** One sentence: what was seen, or why it could not be settled. */
  readonly why: string;
  /** Maps that are concerned, where those are fewer than the assumption names. */
  readonly maps?: readonly string[];
}

/** A row that a probe wrote and could not take back. */
export interface Remains {
  /** What it is, with its id. */
  readonly what: string;
  readonly why: string;
}

/** All that one probe brought. */
export interface ProbeResult {
  readonly probe: string;
  readonly findings: readonly Finding[];
  readonly seen: readonly Seen[];
  readonly remains: readonly Remains[];
}
