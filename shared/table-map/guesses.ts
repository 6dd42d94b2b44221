import { mapLines, type MapLine } from './map-lines.ts';
import type { TableMap } from './table-map.ts';

/** The lines that nobody has seen to be true: `inferred` from names and schemas, or `assumed`. */
export const guesses = (map: TableMap): readonly MapLine[] =>
  mapLines(map).filter(({ evidence }) => evidence === 'inferred' || evidence === 'assumed');
