import type { StoredValue } from '../store/row.ts';

/** Text that fits into an actual's columns of 100 characters. */
export const shortened = (value: StoredValue | undefined): StoredValue =>
  typeof value === 'string' ? value.slice(0, 100) : null;
