import type { Random } from '../clock/random.ts';
import type { StoredRow } from '../stand-ins/memory-system.ts';

/** One of the rows; undefined when there is none. */
export const some = (random: Random, rows: readonly StoredRow[]): StoredRow | undefined =>
  rows.length === 0 ? undefined : random.pick(rows);
