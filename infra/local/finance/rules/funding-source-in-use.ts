import { entities } from '../schema/entities.ts';
import type { Values } from '../store/stored-row.ts';
import type { RuleContext } from './rule-context.ts';

/** A funding source that a staged actual or an invoice proposal names cannot go (assumed, with the text). */
export function fundingSourceInUse({ store }: RuleContext, row: Values): string | undefined {
  const { dataAreaId = '', ProjectContractID = '', FundingSourceId = '' } = row;
  const namedBy = (set: string, contractField: string, sourceField: string): boolean => {
    const entity = entities.get(set);
    if (entity === undefined) return false;
    for (const { values } of store.rows(entity))
      if (
        values['dataAreaId'] === dataAreaId &&
        same(values[contractField], ProjectContractID) &&
        same(values[sourceField], FundingSourceId)
      )
        return true;
    return false;
  };
  const by = namedBy('ProjectInvoiceProposalsV2', 'ProjectContractId', 'FundingSourceId')
    ? 'an invoice proposal'
    : namedBy('ProjActualsImports', 'ContractId', 'FundingSource')
      ? 'a project transaction'
      : undefined;
  return by === undefined
    ? undefined
    : `Funding source ${FundingSourceId} cannot be deleted, because ${by} uses it.`;
}

const same = (left: string | undefined, right: string): boolean =>
  left?.toLowerCase() === right.toLowerCase();
