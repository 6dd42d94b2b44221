/**
 * One thing that a person does by hand. `done`: it was looked at and is so; `missing`: it was looked at and is not;
 * `unknown`: nothing tells from here.
 */
export interface Item {
  /** `D3`, `F1`: the number in the checklist. */
  readonly id: string;
  /** What to do, and where. */
  readonly does: string;
  readonly state: 'done' | 'missing' | 'unknown';
  /** What was seen, or how a person sees it. */
  readonly seen: string;
}
