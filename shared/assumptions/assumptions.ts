import type { Assumption } from './assumption.ts';
import { ofAzure } from './of-azure.ts';
import { ofDataverse } from './of-dataverse.ts';
import { ofFinanceAnswers } from './of-finance-answers.ts';
import { ofFinanceMetadata } from './of-finance-metadata.ts';
import { ofImports } from './of-imports.ts';
import { ofProcesses } from './of-processes.ts';

/**
 * Every assumption of the code, by id: a closed set. Where the code relies on one, a comment says `assumed(<id>)`.
 * Single pairs of a table map are not here: their evidence stands in the map and in `docs/table-maps.md`.
 * `docs/assumptions.md` is made from this.
 */
const all = {
  ...ofFinanceMetadata,
  ...ofFinanceAnswers,
  ...ofDataverse,
  ...ofProcesses,
  ...ofImports,
  ...ofAzure,
};

export type AssumptionId = keyof typeof all;

export const assumptions: Readonly<Record<AssumptionId, Assumption>> = all;
