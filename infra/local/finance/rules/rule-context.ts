import type { NumberSequences } from '../accounting/number-sequences.ts';
import type { Store } from '../store/store.ts';
import type { LineProperties } from './line-properties.ts';

/** What rules look at besides the row that is written. */
export interface RuleContext {
  readonly store: Store;
  readonly lineProperties: LineProperties;
  readonly numbers: NumberSequences;
}
