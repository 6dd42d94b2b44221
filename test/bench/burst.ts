import { parseArgs } from 'node:util';
import { startEnvironment } from '../../infra/local/environment.ts';
import { financeUser } from '../../infra/local/story/finance-user.ts';
import { until } from '../../infra/local/story/stage.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import type { TimelineRow } from '../../shared/ledger/ledger.ts';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import type { Reconciled } from '../../shared/reconcile/reconcile.ts';
import { areas } from '../../shared/table-map/area.ts';
import { peopleOf } from '../integration/people.ts';
import { makeProject, makeTask } from '../integration/sync-rows.ts';
import { resetSandboxCounts, sandboxCounts } from './count/sandbox-counts.ts';

/**
 * `node test/bench/burst.ts [--changes 1000]`: nine tenths of the changes are tasks made in Dataverse, of whose webhooks
 * every tenth is lost; one tenth are expense lines posted in Finance, none of whose events comes. No timer helps: one round of
 * reconciliation must find all that is missing, each row applied once. Says also how many requests a round takes that
 * finds nothing. Ends with 1 where it does not.
 */
const { values } = parseArgs({ options: { changes: { type: 'string', default: '1000' } } });
const expenses = Math.round(Number(values.changes) / 10);
const tasks = Number(values.changes) - expenses;
const never = '0 0 0 1 1 *';
const patienceMs = 300_000;

const environment = await startEnvironment({
  financeEvents: 'off',
  writeBack: 'standard',
  dataverseEndpoint: 'webhook',
  settings: { RECONCILE_SCHEDULE: never, SCAN_SCHEDULE: never },
});
const { dataverse, finance } = environment;
const call = async <Answer>(method: string, path: string): Promise<Answer> => {
  const answer = await fetch(`${environment.functionsUrl()}/api/support/${path}`, {
    method,
    headers: { 'x-functions-key': environment.functionKey, 'x-support-user': 'bench' },
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as Answer;
};
const reconcile = (): Promise<Reconciled> => call<Reconciled>('POST', 'reconcile');
const publishedOf = ({ tables, sets, failedJobs }: Reconciled): number =>
  [...tables, ...sets].reduce((sum, each) => sum + each.published, failedJobs.published);
const there = async (done: () => boolean): Promise<void> => {
  await until(patienceMs, () => Promise.resolve(done() ? true : undefined));
};

const people = await peopleOf(dataverse.url);
const alicia = financeUser(finance.url);
const project = await makeProject(people, 'P-1');
const ids: string[] = [];
const makeNext = async (number: string): Promise<void> => {
  ids.push(await makeTask(people, project, number));
};
const rowsOf = (set: string): readonly Readonly<Record<string, unknown>>[] => finance.rows(set);
await makeNext('A-0');
await there(() => rowsOf('ProjectTasks').length === 1);
// From here on each table has a link to begin from, and the expense categories are in Dataverse.
await reconcile();
await there(() => dataverse.rows('msdyn_expensecategory').length > 0);

const began = performance.now();
for (let number = 1; number <= tasks; number++) {
  const isLost = number % 10 === 0;
  if (isLost) await switchSandbox(dataverse.url, 'events', { drop: true });
  await makeNext(`A-${String(number)}`);
  if (isLost) await switchSandbox(dataverse.url, 'events', { drop: false });
}
for (let number = 1; number <= expenses; number++) {
  const report = `EXP-${String(number)}`;
  await alicia.act('create-expense-report', {
    company: 'usmf',
    number: report,
    lines: [
      {
        costType: 'HOTEL',
        project: 'P-1',
        activity: 'A-1',
        date: '2026-10-26',
        currency: 'USD',
        amount: '250.75',
        text: report,
      },
    ],
  });
  await alicia.act('post-expense-report', { company: 'usmf', number: report });
}
const lost = Math.floor(tasks / 10);
await there(() => rowsOf('ProjectTasks').length >= 1 + tasks - lost);
const arrived = {
  tasks: rowsOf('ProjectTasks').length - 1,
  expenses: dataverse.rows('msdyn_expense').length,
};
const made = performance.now();

const found = await reconcile();
await there(
  () => rowsOf('ProjectTasks').length > tasks && dataverse.rows('msdyn_expense').length >= expenses,
);
const seconds = (performance.now() - made) / 1_000;

let others = 0;
for (const id of ids) {
  const record = encodeURIComponent(`Project tasks|${id}`);
  const { timeline } = await call<{ readonly timeline: readonly TimelineRow[] }>(
    'GET',
    `record?record=${record}`,
  );
  if (timeline.filter(({ outcome }) => outcome === 'applied').length !== 1) others++;
}
// What a round costs that finds nothing. The one before it still looks at what was written since the last link.
const isQuiet = (): boolean =>
  areas
    .flatMap((area) => [changesTopic(area), bulkTopic(area)])
    .every((topic) => environment.broker.counts(topic, syncSubscription).active === 0);
await there(isQuiet);
await reconcile();
await there(isQuiet);
const systems = { Dataverse: dataverse.url, Finance: finance.url };
for (const url of Object.values(systems)) await resetSandboxCounts(url);
const nothing = publishedOf(await reconcile());
const costs: string[] = [];
for (const [name, url] of Object.entries(systems)) {
  const requests = (await sandboxCounts(url)).reduce((sum, each) => sum + each.requests, 0);
  costs.push(`${String(requests)} requests to ${name}`);
}

const distinct = (rows: readonly Readonly<Record<string, unknown>>[], column: string): number =>
  new Set(rows.map((row) => String(row[column]))).size;
const inFinance = rowsOf('ProjectTasks');
const inDataverse = dataverse.rows('msdyn_expense');
console.table({
  'changes made': `${String(tasks)} tasks, ${String(expenses)} expense lines, in ${((made - began) / 1_000).toFixed(0)} s`,
  'arrived by themselves': `${String(arrived.tasks)} tasks, ${String(arrived.expenses)} expense lines`,
  'one round published': String(publishedOf(found)),
  'all were there': `${seconds.toFixed(1)} s after it began`,
  'in the counterpart': `${String(inFinance.length - 1)} tasks, ${String(inDataverse.length)} expense lines`,
  'tasks not applied exactly once': String(others),
  'a round that finds nothing': `${costs.join(', ')}; it published ${String(nothing)}`,
});
const isRight =
  arrived.tasks === tasks - lost &&
  arrived.expenses === 0 &&
  others === 0 &&
  inFinance.length === tasks + 1 &&
  distinct(inFinance, 'TaskId') === tasks + 1 &&
  inDataverse.length === expenses &&
  distinct(inDataverse, 'msdyn_externaldescription') === expenses;
await environment.stop();
process.exit(isRight ? 0 : 1);
