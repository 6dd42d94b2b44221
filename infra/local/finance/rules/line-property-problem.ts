import type { Values } from '../store/stored-row.ts';
import { billingTypeLabels } from './billing-type-labels.ts';
import type { RuleContext } from './rule-context.ts';

/** A staged actual needs the line property of its billing type. The text is published for "Not available". */
export function linePropertyProblem(
  { lineProperties }: RuleContext,
  _before: Values | undefined,
  after: Values,
): string | undefined {
  const billingType = after['BillingType'] ?? '';
  return lineProperties.exists(after['dataAreaId'] ?? '', billingType)
    ? undefined
    : `Line property ${billingTypeLabels[billingType] ?? billingType} doesn't exist.`;
}
