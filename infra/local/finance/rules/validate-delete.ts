import { deleteRefused } from '../odata/refusals.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { fundingSourceInUse } from './funding-source-in-use.ts';
import type { RuleContext } from './rule-context.ts';

const problems: Readonly<Record<string, (context: RuleContext, row: Values) => string | undefined>> = {
  ProjectFundingSources: fundingSourceInUse,
};

/** @throws Refusal when another row still needs this one. */
export function validateDelete(context: RuleContext, entity: Entity, row: Values): void {
  const problem = problems[entity.set]?.(context, row);
  if (problem !== undefined) throw deleteRefused(entity, problem);
}
