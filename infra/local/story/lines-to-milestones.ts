import type { Projects } from './contract-to-tasks.ts';
import { bind } from './dataverse-user.ts';
import { financeMade } from './finance-made.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';

const projectService = 690970000;
const fixedPrice = 192350001;

/** What the story's later rows point to. */
export interface Setup {
  readonly role: string;
  readonly fundingSource: string;
  readonly contractLine: string;
}

/** June completes the contract: funding source, a fixed price line, a milestone; and role, resource and category. */
export async function linesToMilestones(
  stage: Stage,
  master: MasterData,
  projects: Projects,
): Promise<Setup> {
  const { june } = stage;
  stage.tell('June completes the contract: who pays, a fixed price line, its first milestone');
  const fundingSource = await june.create('msdyn_projectcontractsplitbillingrule', {
    msdyn_projectcontractsplitbillingrulenumber: 'FS-1001',
    msdyn_projectcontractid: bind('salesorders', projects.contract),
    msdyn_contractcustomer: master.customer.usmf,
  });
  await stage.lands('June', 'funding source', {
    system: 'Finance',
    table: 'ProjectFundingSources',
    key: { dataAreaId: 'usmf', ProjectContractID: 'C-1001', FundingSourceId: 'FS-1001' },
    record: `Project funding source|${fundingSource}`,
    values: { CustomerOrOrganization: 'US-001', FundingType: 'Customer' },
  });
  const contractLine = await june.create('salesorderdetail', {
    salesorderid: bind('salesorders', projects.contract),
    sequencenumber: 1,
    productdescription: 'Phase 1, fixed price',
    msdyn_linetype: projectService,
    msdyn_billingmethod: fixedPrice,
    extendedamount: 9000,
    msdyn_project: bind('msdyn_projects', projects.project),
    transactioncurrencyid: master.currency.USD,
  });
  await stage.lands('June', 'contract line', {
    system: 'Finance',
    table: 'ProjectContractLines',
    key: { dataAreaId: 'usmf', ProjectContractId: 'C-1001', LineSequenceNumber: '1' },
    record: `Project contract lines|${contractLine}`,
    values: { BillingMethod: 'FixedPrice', LineProjectId: 'P-1001', LineAmount: '9000' },
  });
  await financeMade(stage, 'rule of the fixed price line', 'BillingRules', {
    ContractLineId: contractLine,
    BillingRule: 'Milestone',
  });
  const milestone = await june.create('msdyn_contractlinescheduleofvalue', {
    msdyn_name: 'First third',
    msdyn_amount: 3000,
    msdyn_milestonedate: '2026-10-25T00:00:00Z',
    msdyn_invoicedate: '2026-10-24T22:00:00Z',
    msdyn_contractlineid: contractLine,
    msdyn_contract: bind('salesorders', projects.contract),
    msdyn_project: bind('msdyn_projects', projects.project),
    msdyn_projecttask: bind('msdyn_projecttasks', projects.task),
    transactioncurrencyid: master.currency.USD,
  });
  await stage.lands('June', 'milestone, on its own day', {
    system: 'Finance',
    table: 'ProjectContractLineMilestones',
    key: { dataAreaId: 'usmf', ContractLineMilestoneGuid: milestone },
    record: `Project Operations integration contract line milestones|${milestone}`,
    values: { TransactionDate: '2026-10-25', Amount: '3000', ContractLineId: contractLine },
  });
  await financeMade(stage, 'on-account transaction of the milestone', 'OnAccountTransactions', {
    ContractLineMilestoneIdentifier: milestone,
    Amount: '3000',
  });
  await financeMade(stage, 'estimate project, made by the first milestone', 'EstimateProjects', {
    FirstMilestone: milestone,
  });
  return { role: await roleResourceAndCategory(stage), fundingSource, contractLine };
}

async function roleResourceAndCategory(stage: Stage): Promise<string> {
  const { june } = stage;
  stage.tell('June makes a role, a category and a resource; all legal entities get the role');
  const role = await june.create('bookableresourcecategory', {
    msdyn_resourcecategorynumber: 'RC-2001',
    name: 'Welder',
  });
  await stage.lands('June', 'role for all companies', {
    system: 'Finance',
    table: 'ResourceCategoriesShared',
    key: { RoleId: 'RC-2001' },
    record: `Project resource roles for all companies|${role}`,
    values: { Description: 'Welder', IsCategoryDisabled: 'False' },
  });
  await financeMade(stage, 'role in every legal entity', 'ResourceRoles', { RoleId: 'RC-2001' }, 3);
  const category = await june.create('msdyn_transactioncategory', {
    msdyn_transactioncategorynumber: 'TCN-0000002001-D3B43',
    msdyn_name: 'Welding',
  });
  await stage.lands('June', 'transaction category', {
    system: 'Finance',
    table: 'ProjectTransactionCategories',
    key: { CategoryId: 'TCN-0000002001-D3B43' },
    record: `Project transaction categories|${category}`,
    values: { Name: 'Welding' },
  });
  await financeMade(
    stage,
    'four shared categories of one',
    'SharedCategories',
    { TransactionCategoryId: 'TCN-0000002001-D3B43' },
    4,
  );
  const worker = await june.find('cdm_worker', 'cdm_workernumber', '000021');
  const resource = await june.create('bookableresource', {
    name: 'Prakash Kovvuru, welder',
    msdyn_worker: bind('cdm_workers', worker),
  });
  await stage.lands('June', 'resource of a worker', {
    system: 'Finance',
    table: 'WorkerResourceImports',
    key: { ProjCDSResourceId: resource },
    record: `Project worker resource import|${resource}`,
    values: { PersonnelNumber: '000021' },
  });
  return role;
}
