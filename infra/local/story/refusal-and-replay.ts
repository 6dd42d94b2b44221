import { actualRow } from './actual-row.ts';
import type { Projects } from './contract-to-tasks.ts';
import type { MasterData } from './master-data.ts';
import { StoryError, until, type Stage } from './stage.ts';

/** What the support API lists. */
interface OpenRecord {
  readonly record: string;
  readonly failure: { readonly message: string };
  readonly deadLetter?: { readonly sequenceNumber: string };
}

/** Finance refuses a row; support sees why, the accountant cures the cause, and support replays the dead letter. */
export async function refusalAndReplay(stage: Stage, master: MasterData, projects: Projects): Promise<void> {
  const { process, alicia, environment } = stage;
  stage.tell('In frrt the line property for "Not available" is missing; Finance refuses an actual');
  await alicia.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: false });
  const actual = await process.create(
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
  const record = `Project Operations integration actuals|${actual}`;
  const support = `${environment.functionsUrl()}/api/support`;
  const from = Date.now();
  const letter = await until(30_000, async () => {
    const answer = await fetch(
      `${support}/open?area=estimates-actuals&code=${environment.functionKey}`,
    ).catch(() => undefined);
    if (answer?.ok !== true) return undefined;
    return ((await answer.json()) as readonly OpenRecord[]).find(
      (row) => row.record === record && row.deadLetter !== undefined,
    );
  });
  if (letter === undefined)
    throw new StoryError(`${record} was to be refused and to be listed as a dead letter`);
  stage.note({
    who: 'Finance',
    what: 'refused, dead-lettered',
    where: 'support',
    key: letter.failure.message.slice(0, 60),
    milliseconds: Date.now() - from,
  });

  stage.tell('Alicia adds the line property; support replays the dead letter');
  await alicia.act('set-line-property', { company: 'frrt', billingType: 'NotAvailable', exists: true });
  const replayed = await fetch(`${support}/replay?code=${environment.functionKey}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ area: 'estimates-actuals', record }),
  });
  if (replayed.status !== 202)
    throw new StoryError(`replay of ${record}: ${replayed.status} ${await replayed.text()}`);
  await stage.lands('support', 'replayed actual', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'frrt', ActualId: actual },
    values: { BillingType: 'NotAvailable', Amount: '320', TransactionCurrencyId: 'EUR' },
  });
}
