import type { RecordState } from '../ledger/ledger.ts';

/** Name in the ledger's Lookup table of what a person calls a record: its map, company and business number. */
export const numberAlias = (map: string, company: string, number: string): string =>
  `${map}|${company}|${number}`.toLowerCase();

/** The alias of a record's state; undefined while it has no number. */
export const aliasOf = (state: RecordState): string | undefined =>
  state.number === undefined ? undefined : numberAlias(state.map, state.company ?? '', state.number);
