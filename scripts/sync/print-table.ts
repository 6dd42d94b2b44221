import Table from 'cli-table3';

/** A table that a person reads, as wide as its columns are given. */
export function printTable(
  head: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colWidths: [...widths],
    wordWrap: true,
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
