import type { Values } from './stored-row.ts';

/** A row on its way in: as it was, what the client sent, and what both make together. */
export interface WrittenRow {
  readonly before: Values | undefined;
  readonly sent: Values;
  readonly after: Values;
}
