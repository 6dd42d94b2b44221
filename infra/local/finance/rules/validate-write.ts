import { validateWriteFailed } from '../odata/refusals.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { contractLineProblem } from './contract-line-problem.ts';
import { linePropertyProblem } from './line-property-problem.ts';
import { milestoneProblem } from './milestone-problem.ts';
import { relations } from './relations.ts';
import { requireRelatedRow } from './related-row.ts';
import type { RuleContext } from './rule-context.ts';
import { subcontractHeaderProblem } from './subcontract-header-problem.ts';

/** What speaks against the row as a whole, by set; undefined: nothing. */
const problems: Readonly<
  Record<string, (context: RuleContext, before: Values | undefined, after: Values) => string | undefined>
> = {
  ProjActualsImports: linePropertyProblem,
  ProjectContractLines: contractLineProblem,
  ProjectContractLineMilestones: milestoneProblem,
  SubContractPurchaseOrderHeaders: subcontractHeaderProblem,
};

/**
 * Checks of a write that need more than the row: relations that changed, and the rules of its table.
 *
 * @throws Refusal with what the Infolog says.
 */
export function validateWrite(
  context: RuleContext,
  entity: Entity,
  before: Values | undefined,
  after: Values,
): void {
  for (const relationOf of relations[entity.set] ?? []) {
    const relation = relationOf(after);
    if (before?.[relation.name] !== after[relation.name])
      requireRelatedRow(context.store, entity, after, relation);
  }
  const problem = problems[entity.set]?.(context, before, after);
  if (problem !== undefined) throw validateWriteFailed(entity, problem);
}
