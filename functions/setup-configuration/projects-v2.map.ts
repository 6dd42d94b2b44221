import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

export default defineTableMap('msdyn_project', 'ProjProjectV2Entity', ({ toFinance }) => ({
  name: 'Projects V2',
  version: '1.0.0.3',
  area: 'setup-configuration',
  kind: 'master',
  setEvidence: 'inferred',
  identity: 'dataverse',
  fields: [
    toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
    // assumed(project-number)
    toFinance('msdyn_projectnumber', 'ProjectId', 'inferred'),
    toFinance('msdyn_subject', 'ProjectName', 'inferred'),
    toFinance('msdyn_description', 'Description', 'inferred'),
    toFinance('statecode', 'ProjectStage', 'documented', { values: { InProcess: 0, Completed: 1 } }),
    toFinance('msdyn_tzascheduledstart', 'ProjectedStartDate', 'inferred', {
      orElse: 'msdyn_scheduledstart',
      note: 'The time-zone agnostic twin first: it never shifts, but is empty on projects older than it.',
    }),
    toFinance('msdyn_tzafinish', 'ProjectedEndDate', 'inferred', { orElse: 'msdyn_finish' }),
    toFinance('msdyn_actualstart', 'ActualStartDate', 'inferred', {
      note: 'An instant without a time-zone agnostic twin: Finance gets its UTC day.',
    }),
    toFinance('msdyn_actualend', 'ActualEndDate', 'inferred', { note: 'As ActualStartDate.' }),
    toFinance('msdyn_salesorderid.msdyn_salesordernumber', 'ProjectContractId', 'inferred', {
      omitEmpty: true,
      note: 'Projects are tied to contracts by contract lines, so the look-up may be empty: that must not untie them in Finance.',
    }),
    toFinance('msdyn_customer.accountnumber', 'CustomerAccountNumber', 'inferred'),
    toFinance('msdyn_projectid', 'IntegrationSourceDataId', 'inferred', {
      note: 'A property that exists and is explained nowhere.',
    }),
  ],
  toFinance: {
    company: 'msdyn_owningcompany.cdm_companycode',
    references: [{ kind: 'parent', lookup: 'msdyn_salesorderid', map: 'Project contract headers' }],
    closes: { property: 'ProjectStage', member: 'Completed', open: 'InProcess' },
    deletes: 'propagate',
  },
  open: [
    'Filter: none is published; presumably project templates stay behind. A template without a company does not cross.',
    'Investment projects need version 1.0.0.3; the columns of that flag are not published.',
  ],
}));
