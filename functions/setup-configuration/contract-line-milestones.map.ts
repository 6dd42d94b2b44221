import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

export default defineTableMap(
  'msdyn_contractlinescheduleofvalue',
  'ProjCDSContractLineMilestoneImportEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project Operations integration contract line milestones',
    version: '1.0.0.7',
    area: 'setup-configuration',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_project.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('msdyn_contractlinescheduleofvalueid', 'ContractLineMilestoneIdentifier', 'assumed', {
        note: "What fills this key is not published; the milestone's own id does, so that the key is known before the create.",
      }),
      toFinance('msdyn_contractlinescheduleofvalueid', 'ContractLineMilestoneGuid', 'inferred'),
      toFinance('msdyn_name', 'Description', 'inferred'),
      toFinance('msdyn_milestonedate', 'TransactionDate', 'inferred', {
        note: 'The time-zone independent date since 1.0.0.7, in place of msdyn_invoicedate.',
      }),
      toFinance('msdyn_amount', 'Amount', 'inferred'),
      toFinance('transactioncurrencyid.isocurrencycode', 'CurrencyCode', 'inferred'),
      toFinance('msdyn_contractlineid', 'ContractLineId', 'inferred', { required: true }),
      toFinance('msdyn_contract.msdyn_salesordernumber', 'ProjectContractId', 'inferred'),
      toFinance('msdyn_project.msdyn_projectnumber', 'ProjectNumber', 'inferred'),
      toFinance('msdyn_projecttask.msdyn_activitynumber', 'ActivityNumber', 'inferred'),
    ],
    toFinance: {
      goLiveDate: 'msdyn_milestonedate',
      references: [
        { kind: 'parent', lookup: 'msdyn_contract', map: 'Project contract headers' },
        { kind: 'parent', lookup: 'msdyn_contractlineid', map: 'Project contract lines' },
        { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
        { kind: 'parent', lookup: 'msdyn_projecttask', map: 'Project tasks' },
      ],
      findBy: 'ContractLineMilestoneGuid',
      oneAtATimePer: ['dataAreaId', 'ContractLineId'],
      deletes: 'propagate',
    },
    project: { company: 'dataAreaId', number: 'ProjectNumber' },
    openPairs: [
      openToFinance(
        'ProjectContractLineMilestoneHeader',
        'Look-up to the progress billing header, version 1.0.0.6; not published.',
      ),
    ],
    open: [
      'msdyn_invoicestatus → TransStatus belongs to a map for cut-over only and is not part of this one.',
      'Whether the invoice status comes back from Finance is not published.',
    ],
  }),
);
