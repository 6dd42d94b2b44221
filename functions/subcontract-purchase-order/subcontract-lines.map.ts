import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

/** Every Dataverse column of subcontract lines is published nowhere: the map runs once an accepted entry names them. */
export default defineTableMap(
  'msdyn_subcontractline',
  'ProjSubContractPurchaseOrderLineEntity',
  ({ openToFinance }) => ({
    name: 'Project subcontract purchase order line',
    version: '1.0.0.0',
    area: 'subcontract-purchase-order',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [],
    toFinance: { oneAtATimePer: ['dataAreaId', 'SubcontractNumber'], deletes: 'propagate' },
    project: { company: 'dataAreaId', number: 'ProjId' },
    openPairs: [
      openToFinance('dataAreaId', 'Company code of the subcontract.'),
      openToFinance('ProjSubContractLineNumber', 'Number of the line.'),
      openToFinance('SubcontractNumber', 'Number of the subcontract.'),
      openToFinance('SubConLineStatus', 'Active, Inactive.'),
      openToFinance('SubConLineType', 'QuantityBased, WorkBased.'),
      openToFinance(
        'SubConTransClass',
        'Time, Expense, Material: msdyn_transactionclassification 192350000, 192350001, 192350002 by name.',
      ),
      openToFinance('SubConRoleID', 'Elsewhere msdyn_resourcecategory.msdyn_resourcecategorynumber.'),
      openToFinance(
        'SubConTransCategory',
        'Elsewhere msdyn_transactioncategory.msdyn_transactioncategorynumber.',
      ),
      openToFinance('SubConWriteInName'),
      openToFinance('Name'),
      openToFinance('ProjId', 'Elsewhere msdyn_project.msdyn_projectnumber.'),
      openToFinance('ActivityNumber', 'Elsewhere msdyn_task.msdyn_activitynumber.'),
      openToFinance('ItemId'),
      openToFinance('PurchQty'),
      openToFinance('PurchUnit', 'Elsewhere msdyn_unit.msdyn_symbol.'),
      openToFinance('PurchPrice'),
      openToFinance('DeliveryDate'),
    ],
    open: [
      'PurchId, PurchStatus and ProcurementCategory are assigned by Finance and not sent.',
      'Material lines take site and warehouse from the default order settings of the released product.',
    ],
  }),
);
