import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

export default defineTableMap(
  'msdyn_resourceassignment',
  'ProjCDSEstimateHoursEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project Operations integration entity for hour estimates',
    version: '1.0.0.6',
    area: 'estimates-actuals',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_projectid.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('msdyn_resourceassignmentid', 'EstimateHoursImportId', 'inferred', {
        note: 'The key of a row is the id of its assignment: removed and added again is another row, and none is doubled.',
      }),
      toFinance('msdyn_projectid.msdyn_projectnumber', 'ProjectId', 'inferred', { required: true }),
      toFinance('msdyn_taskid.msdyn_activitynumber', 'ActivityNumber', 'inferred'),
      toFinance('msdyn_name', 'Description', 'inferred'),
      toFinance('msdyn_fromdate', 'StartDate', 'inferred', {
        note: 'An instant: Finance gets its UTC day.',
      }),
      toFinance('msdyn_hours', 'Duration', 'inferred', {
        note: 'msdyn_hours or msdyn_effort: not settled.',
      }),
      toFinance('msdyn_plannedcost', 'PlannedCostAmount', 'inferred'),
      toFinance('msdyn_plannedsales', 'PlannedSalesAmount', 'inferred'),
      toFinance('msdyn_bookableresourceid', 'ProjCDSResourceId', 'inferred', {
        note: 'msdyn_bookableresourceid.bookableresourceid: the id that the look-up holds.',
      }),
      toFinance(
        'msdyn_projectteamid.msdyn_resourcecategory.msdyn_resourcecategorynumber',
        'ResourceCategoryId',
        'inferred',
      ),
    ],
    toFinance: {
      references: [
        { kind: 'parent', lookup: 'msdyn_projectid', map: 'Projects V2' },
        { kind: 'parent', lookup: 'msdyn_taskid', map: 'Project tasks' },
      ],
      deletes: 'propagate',
    },
    project: { company: 'dataAreaId', number: 'ProjectId' },
    openPairs: [
      openToFinance('TransactionCategoryId'),
      openToFinance('SequenceNumber'),
      openToFinance(
        'ContractLineId',
        'Version 1.0.0.5 added the contract line; its column is not published.',
      ),
    ],
  }),
);
