import { bind } from './dataverse-user.ts';
import type { MasterData } from './master-data.ts';
import type { Stage } from './stage.ts';
import { switchSandbox } from './switch-sandbox.ts';

/** Option values of Dataverse that the story sets. */
const work = 192350001;

/** What later chapters build on. */
export interface Projects {
  readonly contract: string;
  readonly project: string;
  readonly task: string;
  readonly frenchProject: string;
}

/** June makes contracts, projects and tasks; each appears in Finance, and the one out of scope does not. */
export async function contractToTasks(stage: Stage, master: MasterData): Promise<Projects> {
  const { june, environment } = stage;
  await switchSandbox(environment.dataverse.url, 'events', { duplicate: 2 });
  stage.tell('June makes contract C-1001 in usmf; Dataverse sends its webhook twice');
  const contract = await june.create('salesorder', {
    msdyn_salesordernumber: 'C-1001',
    name: 'Fabrication line, phase 1',
    msdyn_ordertype: work,
    paymenttermscode: 1,
    customerid_account: master.customer.usmf,
    transactioncurrencyid: master.currency.USD,
    msdyn_owningcompany: master.company.usmf,
  });
  await stage.lands('June', 'contract', {
    system: 'Finance',
    table: 'ProjectContractHeaders',
    key: { dataAreaId: 'usmf', ProjectContractId: 'C-1001' },
    values: { Name: 'Fabrication line, phase 1', SalesCurrencyCode: 'USD', CustomerAccountNumber: 'US-001' },
  });
  await switchSandbox(environment.dataverse.url, 'events', { duplicate: 1 });

  const french = await june.create('salesorder', {
    msdyn_salesordernumber: 'C-3001',
    name: 'Déploiement Île-de-France',
    msdyn_ordertype: work,
    customerid_account: master.customer.frrt,
    transactioncurrencyid: master.currency.EUR,
    msdyn_owningcompany: master.company.frrt,
  });
  await stage.lands('June', 'contract in a second legal entity', {
    system: 'Finance',
    table: 'ProjectContractHeaders',
    key: { dataAreaId: 'frrt', ProjectContractId: 'C-3001' },
    values: { Name: 'Déploiement Île-de-France', SalesCurrencyCode: 'EUR' },
  });
  const outside = await june.create('salesorder', {
    msdyn_salesordernumber: 'C-9001',
    name: 'Out of scope',
    msdyn_ordertype: work,
    customerid_account: master.customer.demf,
    transactioncurrencyid: master.currency.EUR,
    msdyn_owningcompany: master.company.demf,
  });
  await stage.recorded('June', 'contract of a legal entity out of scope', {
    record: `Project contract headers|${outside}`,
    outcome: 'skipped',
    reason: 'out of scope',
  });

  stage.tell('June makes project P-1001 and its task; the task arrives first');
  await switchSandbox(environment.dataverse.url, 'events', { hold: ['msdyn_project'] });
  const project = await june.create('msdyn_project', {
    msdyn_projectnumber: 'P-1001',
    msdyn_subject: 'Line 1 fabrication',
    msdyn_tzascheduledstart: '2026-10-01T00:00:00Z',
    msdyn_salesorderid: bind('salesorders', contract),
    msdyn_customer: master.customer.usmf,
    msdyn_owningcompany: master.company.usmf,
  });
  const task = await june.create('msdyn_projecttask', {
    msdyn_activitynumber: 'A-000001',
    msdyn_subject: 'Install',
    msdyn_outlinelevel: 1,
    msdyn_displaysequence: 1.5,
    msdyn_project: bind('msdyn_projects', project),
  });
  await stage.recorded('June', 'task before its project', {
    record: `Project tasks|${task}`,
    outcome: 'waiting',
    finally: 'applied',
  });
  await switchSandbox(environment.dataverse.url, 'events', { release: true });
  await stage.lands('June', 'project', {
    system: 'Finance',
    table: 'ProjectsV2',
    key: { dataAreaId: 'usmf', ProjectId: 'P-1001' },
    values: {
      ProjectName: 'Line 1 fabrication',
      ProjectContractId: 'C-1001',
      ProjectStage: 'InProcess',
      CustomerAccountNumber: 'US-001',
    },
  });
  await stage.lands('June', 'task, released by its project', {
    system: 'Finance',
    table: 'ProjectTasks',
    key: { dataAreaId: 'usmf', ProjectId: 'P-1001', TaskId: 'A-000001' },
    values: { TaskName: 'Install', TaskOutlineLevel: '1', TaskDisplaySequence: '1.5' },
  });
  const frenchProject = await june.create('msdyn_project', {
    msdyn_projectnumber: 'P-3001',
    msdyn_subject: 'Paris',
    msdyn_salesorderid: bind('salesorders', french),
    msdyn_customer: master.customer.frrt,
    msdyn_owningcompany: master.company.frrt,
  });
  await stage.lands('June', 'project in the second legal entity', {
    system: 'Finance',
    table: 'ProjectsV2',
    key: { dataAreaId: 'frrt', ProjectId: 'P-3001' },
    values: { ProjectName: 'Paris', ProjectContractId: 'C-3001' },
  });
  return { contract, project, task, frenchProject };
}
