import type { TableMap } from '../table-map/table-map.ts';

/** Entity sets of Finance that these maps read or write, each once, sorted. */
export const financeSets = (maps: readonly TableMap[]): readonly string[] =>
  [...new Set(maps.map(({ finance }) => finance.set).filter((set) => set !== ''))].sort();
