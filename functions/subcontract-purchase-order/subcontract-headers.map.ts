import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

/** Every Dataverse column of subcontracts is published nowhere: the map runs once an accepted entry names them. */
export default defineTableMap(
  'msdyn_subcontract',
  'SubContractPurchaseOrderHeaderEntity',
  ({ openToFinance }) => ({
    name: 'Project subcontract purchase order header',
    version: '1.0.0.0',
    area: 'subcontract-purchase-order',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [],
    toFinance: { deletes: 'propagate' },
    project: { company: 'dataAreaId', number: 'ProjId' },
    openPairs: [
      openToFinance(
        'dataAreaId',
        'Company code of the subcontract; elsewhere msdyn_owningcompany.cdm_companycode.',
      ),
      openToFinance('ProjSubContractNumber', 'Number of the subcontract.'),
      openToFinance('SubConName'),
      openToFinance('SubConDate'),
      openToFinance('SubConState', 'Active, Inactive: statecode by name.'),
      openToFinance(
        'SubConStatus',
        'Draft, Confirmed, Closed, Canceled: statuscode by label; its integers are not published.',
      ),
      openToFinance('OrderAccount', 'Account number of the vendor.'),
      openToFinance('ProjId', 'Project number; elsewhere msdyn_project.msdyn_projectnumber.'),
      openToFinance('AccountingDate'),
    ],
    open: [
      'PurchaseOrderNumber and PurchStatus are assigned by Finance and not sent.',
      'The language that Finance requires comes from the vendor there: a vendor without one is refused by Finance.',
      'Fixed price subcontracts are not supported.',
    ],
  }),
);
