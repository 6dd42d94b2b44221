import { actualRow } from './actual-row.ts';
import type { Projects } from './contract-to-tasks.ts';
import { bind } from './dataverse-user.ts';
import type { MasterData } from './master-data.ts';
import { StoryError, until, type Stage } from './stage.ts';
import { switchSandbox } from './switch-sandbox.ts';

/** What the support API lists. */
interface OpenRecord {
  readonly record: string;
  readonly outcome: string;
  readonly failure: { readonly message: string };
  readonly deadLetter?: { readonly sequenceNumber: string };
}

/**
 * Finance refuses two rows. One lacks a setup in Finance and goes on by itself when the accountant adds it. The other
 * is at fault itself: it is cured in its source, and because Dataverse loses that notification, support replays it.
 */
export async function refusalAndReplay(stage: Stage, master: MasterData, projects: Projects): Promise<void> {
  await missingSetup(stage, master, projects);
  await faultyRow(stage, projects);
}

async function missingSetup(stage: Stage, master: MasterData, projects: Projects): Promise<void> {
  stage.tell('In frrt there is no line property for "Not available"; Finance refuses an actual');
  await stage.alicia.act('set-line-property', {
    company: 'frrt',
    billingType: 'NotAvailable',
    exists: false,
  });
  const actual = await stage.process.create(
    'msdyn_actual',
    actualRow(master, {
      type: 'cost',
      company: 'frrt',
      project: projects.frenchProject,
      date: '2026-10-28',
      hours: 4,
      price: 80,
      billing: 'notAvailable',
      text: 'Réunion de lancement',
    }),
  );
  await listed(
    stage,
    'estimates-actuals',
    `Project Operations integration actuals|${actual}`,
    'refused for a missing setup',
    'retrying',
  );
  await stage.alicia.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: true });
  await stage.lands('Alicia', 'actual, by itself after the setup', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'frrt', ActualId: actual },
    values: { BillingType: 'NotAvailable', Amount: '320', TransactionCurrencyId: 'EUR' },
  });
}

async function faultyRow(stage: Stage, projects: Projects): Promise<void> {
  const { environment, june } = stage;
  stage.tell('June makes a task without a name; Finance refuses it');
  const task = await june.create('msdyn_projecttask', {
    msdyn_activitynumber: 'A-000002',
    msdyn_outlinelevel: 1,
    msdyn_displaysequence: 2,
    msdyn_project: bind('msdyn_projects', projects.project),
  });
  const record = `Project tasks|${task}`;
  await listed(stage, 'setup-configuration', record, 'refused, dead-lettered', 'rejected');

  stage.tell('June names the task, but Dataverse loses that webhook; support replays the dead letter');
  await switchSandbox(environment.dataverse.url, 'events', { drop: true });
  await june.update('msdyn_projecttask', task, { msdyn_subject: 'Commissioning' });
  await switchSandbox(environment.dataverse.url, 'events', { drop: false });
  await replayOnce(stage, record);
  await stage.lands('support', 'replayed task', {
    system: 'Finance',
    table: 'ProjectTasks',
    key: { dataAreaId: 'usmf', ProjectId: 'P-1001', TaskId: 'A-000002' },
    values: { TaskName: 'Commissioning', TaskDisplaySequence: '2' },
  });
}

/** Waits until the support API lists a record with this outcome; a rejected one together with its dead letter. */
async function listed(
  stage: Stage,
  area: string,
  record: string,
  what: string,
  outcome: string,
): Promise<void> {
  const { environment } = stage;
  const from = Date.now();
  const row = await until(30_000, async () => {
    const url = `${environment.functionsUrl()}/api/support/open?area=${area}&code=${environment.functionKey}`;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok !== true) return undefined;
    const rows = (await answer.json()) as readonly OpenRecord[];
    return rows.find(
      (open) =>
        open.record === record &&
        open.outcome === outcome &&
        (outcome !== 'rejected' || open.deadLetter !== undefined),
    );
  });
  if (row === undefined) throw new StoryError(`${record} was to be refused and to be listed as ${outcome}`);
  stage.note({
    who: 'Finance',
    what,
    where: 'support',
    key: (row.failure.message.split('Infolog: ').at(-1) ?? '').slice(0, 60),
    milliseconds: Date.now() - from,
  });
}

/** A person who gets no answer asks again; that the replay was taken already (409) is an answer too. */
async function replayOnce({ environment }: Stage, record: string): Promise<void> {
  let said = 'no answer';
  const taken = await until(30_000, async () => {
    const url = `${environment.functionsUrl()}/api/support/replay?code=${environment.functionKey}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ area: 'setup-configuration', record }),
    }).catch(() => undefined);
    if (answer === undefined) return undefined;
    said = `${answer.status} ${await answer.text()}`;
    return answer.status === 202 || answer.status === 409 ? true : undefined;
  });
  if (taken === undefined) throw new StoryError(`replay of ${record}: ${said}`);
}
