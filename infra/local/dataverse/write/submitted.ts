import type { StoredValue } from '../store/row.ts';

/** The columns of a request with their checked values. */
export type Submitted = ReadonlyMap<string, StoredValue>;
