import { referenceTables, type ReferenceTable } from './reference-tables.ts';

/** Tables that only Dataverse look-ups name, with the native map that brings them. */
const others: Readonly<Record<string, string>> = {
  cdm_company:
    'Ask an administrator: native dual-write brings legal entities by its map "Legal entities". This record then goes on by itself.',
  transactioncurrency:
    'Ask an administrator to add the currency in Dataverse. This record then goes on by itself.',
};

/**
 * What to do when a Dataverse row of a reference-only table is missing; undefined for a table that a map of ours keeps.
 *
 * @param column look-up that names it: an account is a customer or a vendor.
 */
export function referenceHint(table: string, column: string): string | undefined {
  const all: readonly (ReferenceTable & { readonly name: string })[] = Object.entries(referenceTables).map(
    ([name, entry]) => ({ name, ...entry }),
  );
  const of = all.filter((entry) => entry.dataverse === table);
  const named = of.find((entry) => column.toLowerCase().includes(entry.name)) ?? of[0];
  if (named === undefined) return others[table];
  return `Ask ${named.ask}: native dual-write brings a ${named.what} by its map "${named.nativeMap}". This record then goes on by itself.`;
}
