import { entity } from './entity.ts';
import { company, enumOf, int32, keyText, labelled, real, text } from './property.ts';

/**
 * Lines of a contract and the customers who pay for it. Property names are those of a real `$metadata`; entity type
 * names, labels, numbers and mandatory fields are assumed.
 */
export const contractLines = [
  entity({
    set: 'ProjectContractLines',
    type: 'ProjectContractLine',
    physical: 'ProjProjectContractLineEntity',
    table: 'PSAContractLineItems',
    label: 'Project contract lines',
    tableId: 18804,
    key: ['dataAreaId', 'ProjectContractId', 'LineSequenceNumber'],
    properties: {
      dataAreaId: company,
      ProjectContractId: keyText('Project contract ID'),
      LineSequenceNumber: { ...int32, label: 'Line number', allowEdit: false },
      Description: text,
      BillingMethod: enumOf('ProjContractBillingMethod'),
      LineType: enumOf('PsaContractLineType'),
      InvoiceScheduleType: enumOf('InvoiceScheduleType'),
      AreHourTransactionsIncluded: enumOf('NoYes'),
      AreExpenseTransactionsIncluded: enumOf('NoYes'),
      AreItemTransactionsIncluded: enumOf('NoYes'),
      AreFeeTransactionsIncluded: enumOf('NoYes'),
      LineProjectId: labelled('Project ID'),
      LineAmount: real,
      ContractLineId: labelled('Contract line ID'),
    },
  }),
  entity({
    set: 'ProjectFundingSources',
    type: 'ProjectFundingSource',
    physical: 'ProjFundingSourceEntity',
    table: 'ProjFundingSource',
    label: 'Funding sources',
    tableId: 18805,
    key: ['dataAreaId', 'ProjectContractID', 'FundingSourceId'],
    properties: {
      dataAreaId: company,
      ProjectContractID: keyText('Project contract ID'),
      FundingSourceId: keyText('Funding source'),
      CustomerOrOrganization: labelled('Customer or organization'),
      FundingType: enumOf('ProjFundingType'),
      TermsOfPayment: labelled('Terms of payment'),
    },
  }),
];
