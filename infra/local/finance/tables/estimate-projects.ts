import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import { contractLineOf } from '../rules/contract-line-of.ts';
import type { TableRow } from './table-row.ts';

/**
 * Fixed price revenue estimate projects: the first milestone of a contract line makes one (documented). That it goes
 * with the last milestone, and its number, are assumed.
 */
export function estimateProjects({ store }: Accounting): readonly TableRow[] {
  const projects = new Map<string, TableRow>();
  for (const { values } of store.rows(entityOf('ProjectContractLineMilestones'))) {
    const line = contractLineOf(store, values)?.values;
    const { dataAreaId = '', ContractLineId = '', ContractLineMilestoneIdentifier = '' } = values;
    const key = `${dataAreaId}|${ContractLineId.toLowerCase()}`;
    if (line === undefined || projects.has(key)) continue;
    const { ProjectContractId = '', LineSequenceNumber = '', LineProjectId = '' } = line;
    projects.set(key, {
      dataAreaId,
      EstimateProjectId: `${ProjectContractId}-${LineSequenceNumber}-EST`,
      ProjectContractId,
      ContractLineId,
      ProjectId: LineProjectId,
      FirstMilestone: ContractLineMilestoneIdentifier,
    });
  }
  return [...projects.values()];
}
