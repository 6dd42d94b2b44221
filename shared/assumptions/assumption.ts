/** A line of a table map that `maps.accepted.json` can accept. */
export interface LineOfMap {
  /** Name of the table map. */
  readonly map: string;
  /** Name of the line in `mapLines`: `set`, `filter`, `posted`, or the column that it fills. */
  readonly line: string;
}

/** How the code is told otherwise. */
export type Switch =
  | {
      readonly kind: 'setting';
      readonly name: string;
      /** Its value when it is as assumed, and when it is otherwise. */
      readonly asAssumed: string;
      readonly value: string;
    }
  /** These maps stay with native dual-write: they go into `MAPS_OFF`, all of a document together. */
  | { readonly kind: 'maps-off'; readonly maps: readonly string[] }
  /** No setting: somebody must change the code, and where. */
  | { readonly kind: 'code'; readonly where: string };

/** Something that the code takes for true and that no public source confirms. */
export interface Assumption {
  /** What is taken for true, in one sentence. */
  readonly says: string;
  /** Table maps and parts of the code that rely on it. */
  readonly usedBy: readonly string[];
  readonly sure: 'likely' | 'open' | 'guess';
  /** Why it is taken for true. */
  readonly because: string;
  /** The probe that settles it, or what a person must look at. */
  readonly settledBy: { readonly probe: string } | { readonly look: string };
  /** What the code does as long as nobody says otherwise. */
  readonly default: string;
  /** Lines of maps that may be accepted once it is settled as assumed. */
  readonly accepts?: readonly LineOfMap[];
  readonly otherwise: Switch;
}
