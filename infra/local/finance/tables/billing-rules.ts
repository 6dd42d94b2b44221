import type { Accounting } from '../accounting/accounting.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { TableRow } from './table-row.ts';

/** The billing rule of each contract line: its method decides the rule (documented). Numbers are assumed. */
export const billingRules = ({ store }: Accounting): readonly TableRow[] =>
  Array.from(store.rows(entityOf('ProjectContractLines')), ({ values }) => ({
    dataAreaId: values['dataAreaId'] ?? '',
    ProjectContractId: values['ProjectContractId'] ?? '',
    LineSequenceNumber: values['LineSequenceNumber'] ?? '',
    ContractLineId: values['ContractLineId'] ?? '',
    LineType: values['LineType'] ?? '',
    BillingRule: values['BillingMethod'] === 'FixedPrice' ? 'Milestone' : 'TimeAndMaterial',
  }));
