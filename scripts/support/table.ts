import Table from 'cli-table3';
import { wrap } from './wrap.ts';

export interface TableLook {
  /** Share of the room that a column gets; 0 keeps it as wide as its longest line. */
  readonly shares: readonly number[];
  /** No lines between the rows. */
  readonly compact?: boolean;
}

/** Blanks and frame of one column. */
const around = 3;

/** A table that fits the terminal, long texts wrapped between words. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { shares, compact = false }: TableLook,
): string {
  const longest = shares.map((_, column) =>
    Math.max(...[head, ...rows].flatMap((row) => (row[column] ?? '').split('\n').map((line) => line.length))),
  );
  const room = terminalWidth() - 1 - shares.length * around;
  const fixed = shares.reduce((sum, share, column) => (share === 0 ? sum + (longest[column] ?? 0) : sum), 0);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share, column) =>
    share === 0
      ? (longest[column] ?? 0)
      : Math.min(longest[column] ?? 0, Math.max(12, Math.floor(((room - fixed) * share) / all))),
  );
  const made = new Table({ head: [...head], style: { head: [], border: [], compact } });
  made.push(...rows.map((row) => row.map((cell, column) => wrap(cell, widths[column] ?? 12))));
  return made.toString();
}

const terminalWidth = (): number => process.stdout.columns || Number(process.env['COLUMNS'] ?? 0) || 120;
