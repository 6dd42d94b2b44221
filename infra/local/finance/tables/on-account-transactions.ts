import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { TableRow } from './table-row.ts';

/** On-account transactions: one of each milestone (documented). */
export const onAccountTransactions = ({ store }: Accounting): readonly TableRow[] =>
  Array.from(store.rows(entityOf('ProjectContractLineMilestones')), ({ values }) => ({
    dataAreaId: values['dataAreaId'] ?? '',
    ContractLineMilestoneIdentifier: values['ContractLineMilestoneIdentifier'] ?? '',
    ProjectContractId: values['ProjectContractId'] ?? '',
    ContractLineId: values['ContractLineId'] ?? '',
    ProjectId: values['ProjectNumber'] ?? '',
    ActivityNumber: values['ActivityNumber'] ?? '',
    TransDate: values['TransactionDate'] ?? '',
    Description: values['Description'] ?? '',
    Amount: values['Amount'] ?? '',
    CurrencyCode: values['CurrencyCode'] ?? '',
    TransStatus: values['TransStatus'] ?? '',
  }));
