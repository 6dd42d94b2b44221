import type { ProbeResult } from './finding.ts';

/** What a run of probes brought, with its evidence. */
export interface Report {
  /** ISO. */
  readonly at: string;
  readonly dataverse: string;
  readonly finance: string;
  /** Present when it wrote: where, and how everything that it wrote is marked. */
  readonly wrote?: { readonly company: string; readonly mark: string };
  readonly results: readonly ProbeResult[];
  readonly review: Review;
}

/** What a person is asked to review; nothing of it is applied by itself. */
export interface Review {
  /** Name of a setting → its value, as the probes saw it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Entries for `maps.accepted.json`; `by` is empty until a person signs. */
  readonly accepted: { readonly lines: readonly LineToAccept[] };
  /** What no setting covers: somebody must change the code. */
  readonly code: readonly { readonly assumption: string; readonly where: string; readonly why: string }[];
}

export interface LineToAccept {
  readonly map: string;
  readonly line: string;
  readonly by: '';
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly seen: string;
}
