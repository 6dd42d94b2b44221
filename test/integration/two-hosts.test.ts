import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import type { HostProcess } from '../../infra/local/host-process.ts';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { bind, dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { financeUser } from '../../infra/local/story/finance-user.ts';
import { masterData, type MasterData } from '../../infra/local/story/master-data.ts';
import { sameText } from '../../infra/local/story/same-text.ts';
import { until } from '../../infra/local/story/stage.ts';
import { syncSubscription } from '../../shared/messaging/topics.ts';
import { areas } from '../../shared/table-map/area.ts';

let environment: Environment;
let june: DataverseUser;
let process_: DataverseUser;
let master: MasterData;
beforeAll(async () => {
  environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'service-bus',
    lockSeconds: 5,
    // The deletes here are wanted, and a host that lives long enough meets more of them than the guard lets through.
    settings: { DELETE_FLOOD_COUNT: '0' },
  });
  june = dataverseUser(environment.dataverse.url, 'June Low');
  process_ = dataverseUser(environment.dataverse.url, 'system');
  master = await masterData(june);
}, 60_000);
afterAll(() => environment.stop());

const any = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};
const rows = (set: string) => environment.finance.rows(set);
const source = (table: string) => environment.dataverse.rows(table);

/** What two people and Project Operations do for a while: make, change, point to each other, delete. */
async function work(goOn: (changes: number) => boolean): Promise<void> {
  const projects: string[] = [];
  const tasks: string[] = [];
  let [changes, number] = [0, 0];
  const project = async (): Promise<void> => {
    const id = await june.create('msdyn_project', {
      msdyn_projectnumber: `P-${String(++number)}`,
      msdyn_subject: 'A',
      msdyn_customer: master.customer.usmf,
      msdyn_owningcompany: master.company.usmf,
    });
    projects.push(id);
  };
  const task = async (): Promise<void> => {
    const id = await june.create('msdyn_projecttask', {
      msdyn_activitynumber: `A-${String(++number)}`,
      msdyn_subject: 'A',
      msdyn_outlinelevel: 1,
      msdyn_displaysequence: 1,
      msdyn_project: bind('msdyn_projects', any(projects)),
    });
    tasks.push(id);
  };
  const rename = (): Promise<void> =>
    Math.random() < 0.5 && tasks.length > 0
      ? june.update('msdyn_projecttask', any(tasks), { msdyn_subject: `T ${String(changes)}` })
      : june.update('msdyn_project', any(projects), { msdyn_subject: `P ${String(changes)}` });
  const remove = async (): Promise<void> => {
    if (tasks.length < 3) return;
    const [id] = tasks.splice(Math.floor(Math.random() * tasks.length), 1);
    await fetch(`${environment.dataverse.url}/api/data/v9.2/msdyn_projecttasks(${id ?? ''})`, {
      method: 'DELETE',
    });
  };
  const actual = async (): Promise<void> => {
    await process_.create(
      'msdyn_actual',
      actualRow(master, {
        type: 'cost',
        company: 'usmf',
        project: any(projects),
        date: '2026-10-25',
        hours: 1,
        price: 60,
        billing: 'chargeable',
        text: `Hour ${String(++number)}`,
      }),
    );
  };
  await project();
  while (goOn(changes)) {
    await any([project, task, task, rename, rename, rename, rename, actual, actual, remove])();
    changes++;
    await sleep(30);
  }
}

/** Ends hosts without a word at random moments, now one and now the other, ten times. */
async function kill(): Promise<void> {
  let other: HostProcess = await environment.addHost();
  for (let kills = 0; kills < 10; kills++) {
    await sleep(1_500 + 2_000 * Math.random());
    if (Math.random() < 0.5) await environment.killHost();
    else {
      // By SIGKILL or, now and then, by SIGTERM as when instances are taken away.
      await (Math.random() < 0.3 ? other.stop() : other.kill());
      other = await environment.addHost();
    }
  }
}

/** What differs between the systems, one sentence each. */
function differences(): string[] {
  const wrong: string[] = [];
  const once = (set: string, key: string, value: unknown, values: Record<string, unknown>): void => {
    const found = rows(set).filter((row) => sameText(row[key], String(value)));
    if (found.length !== 1) wrong.push(`${set} ${String(value)}: ${String(found.length)} rows`);
    for (const row of found)
      for (const [column, expected] of Object.entries(values))
        if (!sameText(row[column], String(expected)))
          wrong.push(`${set} ${String(value)}: ${column} is ${String(row[column])}, not ${String(expected)}`);
  };
  for (const row of source('msdyn_project'))
    once('ProjectsV2', 'ProjectId', row['msdyn_projectnumber'], { ProjectName: row['msdyn_subject'] });
  for (const row of source('msdyn_projecttask'))
    once('ProjectTasks', 'TaskElementId', row['msdyn_projecttaskid'], { TaskName: row['msdyn_subject'] });
  for (const row of source('msdyn_actual'))
    once('ProjActualsImports', 'ActualId', row['msdyn_actualid'], { Amount: row['msdyn_amount'] });
  for (const [set, table] of [
    ['ProjectsV2', 'msdyn_project'],
    ['ProjectTasks', 'msdyn_projecttask'],
    ['ProjActualsImports', 'msdyn_actual'],
  ] as const)
    if (rows(set).length !== source(table).length)
      wrong.push(`${String(rows(set).length)} rows of ${set} for ${String(source(table).length)}`);
  const staged = new Map(
    rows('ProjActualsImports').map((row) => [String(row['ActualId']).toLowerCase(), row]),
  );
  for (const actual of source('msdyn_actual')) {
    const id = actual['msdyn_actualid'] as string;
    const voucher = staged.get(id.toLowerCase())?.['VoucherNumber'];
    if (isFilled(voucher) && !sameText(actual['msdyn_vouchernumber'], voucher))
      wrong.push(`msdyn_actual ${id}: the voucher ${voucher} is not there`);
  }
  return wrong;
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';
const vouchers = () => source('msdyn_actual').filter((row) => isFilled(row['msdyn_vouchernumber']));

async function leftOpen(): Promise<readonly unknown[]> {
  const answer = await fetch(
    `${environment.functionsUrl()}/api/support/open?code=${environment.functionKey}`,
  ).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as unknown[]) : ['no answer'];
}

const deadLetters = (): number =>
  areas.reduce(
    (sum, area) => sum + environment.broker.counts(`changes-${area}`, syncSubscription).deadLetter,
    0,
  );

it(
  'F9, F10, F11, F49, F50: two hosts ended ten times at random moments under load leave every record equal to its source, no row doubled, no dead letter',
  { timeout: 300_000 },
  async () => {
    let killing = true;
    const goOn = (): boolean => killing;
    const alicia = financeUser(environment.finance.url);
    const postAll = async (): Promise<void> => {
      await alicia.act('import-from-staging', { company: 'usmf' });
      await alicia.act('post-integration-journal', { company: 'usmf' });
    };
    const post = async (): Promise<void> => {
      while (goOn()) {
        await sleep(3_000);
        await postAll();
      }
    };
    const killed = kill().finally(() => (killing = false));
    // However slow the machine is: so much is done in all, and a good deal of it between the kills.
    await Promise.all([work((changes) => goOn() || changes < 300), killed, post()]);
    await postAll();
    const calm = await until(150_000, async () => {
      await sleep(1_000);
      if (differences().length > 0 || deadLetters() > 0) return undefined;
      return (await leftOpen()).length === 0 ? true : undefined;
    });
    if (calm === undefined) {
      expect(differences()).toEqual([]);
      expect(await leftOpen()).toEqual([]);
      expect(deadLetters()).toBe(0);
    }
    expect(calm).toBe(true);
    expect(vouchers().length).toBeGreaterThan(0);
  },
);
