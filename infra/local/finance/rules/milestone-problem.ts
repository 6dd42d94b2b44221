import type { Values } from '../store/stored-row.ts';
import { contractLineOf } from './contract-line-of.ts';
import type { RuleContext } from './rule-context.ts';

/** A milestone belongs to a fixed price line of its contract (assumed, with the texts). */
export function milestoneProblem(
  { store }: RuleContext,
  _before: Values | undefined,
  after: Values,
): string | undefined {
  const { ContractLineId = '', ProjectContractId = '' } = after;
  const line = contractLineOf(store, after);
  if (line === undefined) return `Contract line ${ContractLineId} does not exist.`;
  const { ProjectContractId: contract = '', BillingMethod } = line.values;
  if (ProjectContractId !== '' && ProjectContractId.toLowerCase() !== contract.toLowerCase())
    return `Contract line ${ContractLineId} belongs to project contract ${contract}, not to ${ProjectContractId}.`;
  if (BillingMethod !== 'FixedPrice')
    return `Contract line ${ContractLineId} is billed by time and material; only a fixed price line has milestones.`;
  return undefined;
}
