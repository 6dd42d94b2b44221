import type { Projects } from './contract-to-tasks.ts';
import { bind } from './dataverse-user.ts';
import type { Setup } from './lines-to-milestones.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';

/** Option value of the status reason; the sandbox's own, read by its label on the way to Finance. */
const confirmed = 192350000;

/** June orders a crew; confirming her subcontract confirms the purchase order in Finance. */
export async function subcontractToPurchaseOrder(
  stage: Stage,
  master: MasterData,
  projects: Projects,
  setup: Setup,
): Promise<void> {
  const { june } = stage;
  stage.tell(
    'June subcontracts a welding crew and confirms it; columns of subcontracts were accepted by name',
  );
  const vendor = await june.find('account', 'accountnumber', 'V-1001');
  const subcontract = await june.create('msdyn_subcontract', {
    msdyn_subcontractnumber: 'SC-1001',
    msdyn_name: 'Welding crew',
    msdyn_subcontractdate: '2026-10-25',
    msdyn_vendor: bind('accounts', vendor),
    msdyn_project: bind('msdyn_projects', projects.project),
    msdyn_owningcompany: master.company.usmf,
  });
  const line = await june.create('msdyn_subcontractline', {
    msdyn_subcontractlinenumber: 'SCL-1001',
    msdyn_name: 'Weld the frame',
    msdyn_subcontract: bind('msdyn_subcontracts', subcontract),
    msdyn_linetype: 192350000,
    msdyn_transactionclassification: 192350000,
    msdyn_resourcecategory: bind('bookableresourcecategories', setup.role),
    msdyn_transactioncategory: master.consulting,
    msdyn_project: bind('msdyn_projects', projects.project),
    msdyn_task: bind('msdyn_projecttasks', projects.task),
    msdyn_unit: master.hour,
    msdyn_quantity: 40,
    msdyn_price: 80,
    msdyn_deliverydate: '2026-11-30',
    transactioncurrencyid: master.currency.USD,
  });
  await stage.lands('June', 'subcontract line', {
    system: 'Finance',
    table: 'ProjSubContractPurchaseOrderLines',
    key: { dataAreaId: 'usmf', ProjSubContractLineNumber: 'SCL-1001' },
    record: `Project subcontract purchase order line|${line}`,
    values: { SubcontractNumber: 'SC-1001', PurchQty: '40', PurchPrice: '80', SubConRoleID: 'RC-2001' },
  });
  await june.update('msdyn_subcontract', subcontract, { statuscode: confirmed });
  await stage.lands('June', 'confirmed subcontract', {
    system: 'Finance',
    table: 'SubContractPurchaseOrderHeaders',
    key: { dataAreaId: 'usmf', ProjSubContractNumber: 'SC-1001' },
    record: `Project subcontract purchase order header|${subcontract}`,
    values: { SubConStatus: 'Confirmed', OrderAccount: 'V-1001', ProjId: 'P-1001' },
  });
}
