import { entities } from '../schema/entities.ts';
import type { Values } from '../store/stored-row.ts';
import type { RuleContext } from './rule-context.ts';

/** A line with milestones stays a fixed price line (assumed, with the text): its billing rule is in use. */
export function contractLineProblem(
  { store }: RuleContext,
  before: Values | undefined,
  after: Values,
): string | undefined {
  if (before?.['BillingMethod'] !== 'FixedPrice' || after['BillingMethod'] === 'FixedPrice') return undefined;
  const milestones = entities.get('ProjectContractLineMilestones');
  const id = before['ContractLineId'] ?? '';
  if (milestones === undefined || id === '') return undefined;
  for (const { values } of store.rows(milestones))
    if (
      values['dataAreaId'] === before['dataAreaId'] &&
      values['ContractLineId']?.toLowerCase() === id.toLowerCase()
    )
      return `The billing method of contract line ${id} cannot change, because it has milestones.`;
  return undefined;
}
