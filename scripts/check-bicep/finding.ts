import type { Node } from 'web-tree-sitter';

/** Something in the Bicep files that cannot work; line and column begin with 1. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly says: string;
}

/** A finding at the beginning of a node. */
export const findingAt = (file: string, { startPosition: { row, column } }: Node, says: string): Finding => ({
  file,
  line: row + 1,
  column: column + 1,
  says,
});
