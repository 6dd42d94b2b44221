/** One thing in the environment that does not fit a map. */
export interface Finding {
  /** Name of the table map; undefined: every map. */
  readonly map: string | undefined;
  /** Column, property, set or setting that it is about. */
  readonly column: string;
  /** `error`: rows will fail or be wrong; `warning`: some may. */
  readonly severity: 'error' | 'warning';
  /** What is the matter. */
  readonly what: string;
  /** What to do. */
  readonly remedy: string;
  /** The map would fail with every row, or with rows that nobody could tell from right ones: it does not run. */
  readonly stops: boolean;
}

/** Something that matters to a map and that no interface tells: a person must look. */
export interface Unchecked {
  /** undefined: every map. */
  readonly map: string | undefined;
  readonly what: string;
  /** Where to look, and for what. */
  readonly look: string;
}

/** What a check came to. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
}
