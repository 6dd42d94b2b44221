import { bind } from '../../infra/local/story/dataverse-user.ts';
import { actualRow, type ActualRow } from '../../infra/local/story/actual-row.ts';
import type { People } from './people.ts';
import type { World } from './sync-harness.ts';

/** Names of the table maps that the tests work with. */
export const map = {
  contracts: 'Project contract headers',
  projects: 'Projects V2',
  tasks: 'Project tasks',
  actuals: 'Project Operations integration actuals',
  connections: 'Integration entity for project transaction relationships',
  categories: 'Project Operations integration project expense categories export entity',
  expenses: 'Project Operations integration project expenses export entity',
  invoices: 'Project Operations integration project vendor invoice export entity V2',
  invoiceLines: 'Project Operations integration project vendor invoice line export entity',
} as const;

let last = 0;
/** A number that no other row of this process has: `P-1`. */
export const fresh = (prefix: string): string => `${prefix}-${String(++last)}`;

type Values = Parameters<People['june']['create']>[1];

/** A project in usmf. @returns its id. */
export const makeProject = ({ june, master }: People, number: string, more: Values = {}): Promise<string> =>
  june.create('msdyn_project', {
    msdyn_projectnumber: number,
    msdyn_subject: `Project ${number}`,
    msdyn_customer: master.customer.usmf,
    msdyn_owningcompany: master.company.usmf,
    ...more,
  });

/** A task of a project. @returns its id. */
export const makeTask = (
  { june }: Pick<People, 'june'>,
  project: string,
  number: string,
  more: Values = {},
): Promise<string> =>
  june.create('msdyn_projecttask', {
    msdyn_activitynumber: number,
    msdyn_subject: `Task ${number}`,
    msdyn_outlinelevel: 1,
    msdyn_displaysequence: 1,
    msdyn_project: bind('msdyn_projects', project),
    ...more,
  });

/** Eight hours of work as a cost actual in usmf. @returns its id. */
export const makeActual = (
  { system, master }: Pick<People, 'system' | 'master'>,
  project: string,
  more: Partial<ActualRow> = {},
): Promise<string> =>
  system.create(
    'msdyn_actual',
    actualRow(master, {
      type: 'cost',
      company: 'usmf',
      project,
      date: '2026-10-25',
      hours: 8,
      price: 62.5,
      billing: 'chargeable',
      text: 'Install',
      ...more,
    }),
  );

/** A project that is in both systems. @returns its id. */
export async function sentProject(world: World, number: string, more: Values = {}): Promise<string> {
  const id = await makeProject(world, number, more);
  await world.run(world.change(map.projects, id, { event: 'create' }));
  return id;
}

/** A row of the Dataverse Web API that a person deletes. */
export async function deleteRow(world: World, set: string, id: string): Promise<void> {
  const answer = await fetch(`${world.dataverse.url}/api/data/v9.2/${set}(${id})`, {
    method: 'DELETE',
    headers: { 'x-sandbox-user': 'June Low' },
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A project with its task, and the expense category of usmf: what expenses and vendor invoices point to. */
export interface Ground {
  readonly project: string;
  readonly projectId: string;
  readonly task: string;
  readonly taskId: string;
}

export async function layGround(world: World): Promise<Ground> {
  const project = fresh('P');
  const task = fresh('A');
  const projectId = await sentProject(world, project);
  const taskId = await makeTask(world, projectId, task);
  await world.run(world.change(map.tasks, taskId));
  await world.run(world.change(map.categories, 'usmf|HOTEL'));
  return { project, projectId, task, taskId };
}

/** A posted expense in usmf. @returns the row that names its record. */
export async function postExpense(world: World, ground: Ground, amount = '250.75'): Promise<string> {
  const number = fresh('EXP');
  await world.alicia.act('create-expense-report', {
    company: 'usmf',
    number,
    lines: [
      {
        costType: 'HOTEL',
        project: ground.project,
        activity: ground.task,
        date: '2026-10-26',
        currency: 'USD',
        amount,
        text: number,
      },
    ],
  });
  await world.alicia.act('post-expense-report', { company: 'usmf', number });
  return `${number}-1|usmf`;
}

/** Imports and posts whatever is staged in usmf. */
export async function postJournal(world: World): Promise<void> {
  await world.alicia.act('import-from-staging', { company: 'usmf' });
  await world.alicia.act('post-integration-journal', { company: 'usmf' });
}
