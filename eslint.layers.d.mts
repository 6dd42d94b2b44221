import type { Linter } from 'eslint';

/** Rules of the import layers, as flat configuration of ESLint. */
export const layers: Linter.Config[];
