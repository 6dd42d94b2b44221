import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

const yesNo = { Yes: true, No: false } as const;

export default defineTableMap(
  'salesorderdetail',
  'ProjProjectContractLineEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project contract lines',
    version: '1.0.0.1',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('salesorderid.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('salesorderid.msdyn_salesordernumber', 'ProjectContractId', 'inferred'),
      toFinance('sequencenumber', 'LineSequenceNumber', 'inferred'),
      toFinance('productdescription', 'Description', 'inferred'),
      toFinance('msdyn_billingmethod', 'BillingMethod', 'inferred', {
        values: { TimeMaterial: 192350000, FixedPrice: 192350001 },
        note: 'Decides the billing rule that Finance makes: time and material, or milestones.',
      }),
      toFinance('msdyn_includetime', 'AreHourTransactionsIncluded', 'inferred', { values: yesNo }),
      toFinance('msdyn_includeexpense', 'AreExpenseTransactionsIncluded', 'inferred', { values: yesNo }),
      toFinance('msdyn_includematerial', 'AreItemTransactionsIncluded', 'inferred', { values: yesNo }),
      toFinance('msdyn_includefee', 'AreFeeTransactionsIncluded', 'inferred', { values: yesNo }),
      toFinance('msdyn_project.msdyn_projectnumber', 'LineProjectId', 'inferred'),
      toFinance('extendedamount', 'LineAmount', 'inferred'),
      toFinance('salesorderdetailid', 'ContractLineId', 'inferred', {
        note: 'Actuals and milestones name the line by the same id.',
      }),
    ],
    toFinance: {
      filter: {
        text: 'msdyn_linetype eq 690970000',
        when: when.equals('msdyn_linetype', 690970000),
        evidence: 'inferred',
        exit: 'keep',
      },
      references: [
        { kind: 'parent', lookup: 'salesorderid', map: 'Project contract headers' },
        { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
      ],
      oneAtATimePer: ['dataAreaId', 'ProjectContractId'],
      deletes: 'propagate',
    },
    project: { company: 'dataAreaId', number: 'LineProjectId' },
    openPairs: [
      openToFinance('LineType', 'Mapped from the billing method, or derived in Finance: not published.'),
      openToFinance('InvoiceScheduleType', 'Milestone based or progress based; its column is not published.'),
    ],
    open: ['Version 1.0.0.2 carries the stand-alone selling price; its columns are not published.'],
  }),
);
