import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { compareAll as compareMaps } from '../../shared/compare/compare-all.ts';
import { acceptDifference } from '../../shared/compare/accept-difference.ts';
import { compareRecord } from '../../shared/compare/compare-record.ts';
import { compareMap, directionsOf } from '../../shared/compare/compare-map.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { patientReads } from '../../shared/compare/patient-reads.ts';
import { publishLooks } from '../../shared/compare/publish-look.ts';
import { totals } from '../../shared/compare/totals.ts';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { calendarMonth, daysPeriod } from '../../shared/periods/period.ts';
import { reconcile } from '../../shared/reconcile/reconcile.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { discardRecord } from '../../shared/support/discard-record.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { allMaps } from './all-maps.ts';
import { openWorld, type Row, type World } from './sync-harness.ts';
import {
  deleteRow,
  fresh,
  layGround,
  makeActual,
  makeProject,
  makeTask,
  map,
  postExpense,
  postJournal,
  sentProject,
  type Ground,
} from './sync-rows.ts';

let world: World;
/** With what the maps expect to follow. */
let full: Sync;
let ground: Ground;
let spare: { readonly number: string; readonly id: string };
const actuals: string[] = [];
const expenses: string[] = [];

const round = async (): Promise<void> => {
  const trail = dataverseCounterpart({ url: world.dataverse.url, credential: undefined, timeoutMs: 5_000 });
  await reconcile(world.sync, trail);
  await world.drain({ patienceMs: 30_000 });
};

async function compareAll(): Promise<Comparison[]> {
  const all: Comparison[] = [];
  for (const each of world.maps.all())
    for (const direction of directionsOf(each))
      for await (const rows of compareMap(world.sync, each, direction, {})) all.push(...rows);
  return all;
}

const findings = async (): Promise<Comparison[]> =>
  (await compareAll()).filter(({ result }) => result !== 'equal');

/** `Projects V2: missing in Finance P-1`, `…: different ProjectName P-1` */
const inWords = ({ map: name, result, columns, number, row }: Comparison): string =>
  `${name.replace('Project Operations integration ', '')}: ${[result, ...columns.map(({ column }) => column)].join(' ')} ${number ?? row}`;

const staged = (id: string): Row => {
  const [row] = world.rows('Finance', 'ProjActualsImports', { ActualId: id });
  if (row === undefined) throw new Error(`no staged row of ${id}`);
  return row;
};
const keyOf = (id: string): Row => {
  const { dataAreaId, ActualsImportId } = staged(id);
  return { dataAreaId, ActualsImportId };
};
const inFinance = async (set: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${world.finance.url}/sandbox/rows/${set}`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};
const change = (set: string, ...rows: readonly Row[]): Promise<void> => inFinance(set, rows);
const remove = (set: string, ...deletes: readonly Row[]): Promise<void> => inFinance(set, { deletes });
const expenseIn = async (line: string): Promise<string> =>
  (await world.state(map.expenses, line))?.counterpartKey ?? '';
const expenseKey = (line: string): Row => ({
  ExpTransNumber: line.split('|')[0],
  ReferenceDataAreaId: 'usmf',
});
const approve = async (approvesExpenses: boolean): Promise<void> => {
  await fetch(`${world.dataverse.url}/sandbox/behaviour`, {
    method: 'PATCH',
    body: JSON.stringify({ approvesExpenses }),
  });
};

beforeAll(async () => {
  world = await openWorld();
  full = { ...world.sync, maps: await allMaps() };
  ground = await layGround(world);
  spare = { number: fresh('P'), id: '' };
  spare = { ...spare, id: await sentProject(world, spare.number) };
  for (let count = 0; count < 10; count++) actuals.push(await makeActual(world, ground.projectId));
  for (let count = 0; count < 10; count++)
    expenses.push(await postExpense(world, ground, `10${String(count)}.5`));
  await round();
  await round();
  await postJournal(world);
  await round();
}, 120_000);
afterAll(() => world.stop());

describe('comparison and close check', () => {
  it('find nothing where both sides agree, and the sums of both sides are equal', async () => {
    const all = await compareAll();
    expect(all.filter(({ result }) => result !== 'equal').map(inWords)).toEqual([]);
    expect(all.filter(({ map: name }) => name === map.actuals)).toHaveLength(40);
    const sums = totals();
    for (const row of all.filter(({ map: name }) => name === map.actuals || name === map.expenses))
      sums.add(row);
    const amount = sums
      .all()
      .find(({ map: name, column }) => name === map.expenses && column === 'msdyn_amount');
    expect(amount).toMatchObject({ company: 'usmf', period: '2026-10', dataverse: '1050', finance: '1050' });
    expect(sums.all().every(({ difference }) => difference === '0')).toBe(true);

    const report = await closeCheck(full, 'usmf', calendarMonth('2026-10'));
    expect(report).toMatchObject({ clean: true, open: [], stopped: [], differences: [] });
    expect(report.totals).toMatchObject([{ lines: 10, amount: '1050', openLines: 0, openAmount: '0' }]);
  });

  it('compare every map within days, master data too, which has none', async () => {
    const days = { company: 'usmf', from: '2026-10-01', to: '2026-10-31' };
    const compared = await compareMaps(full, full.maps.all(), days, () => undefined);
    expect(compared.interrupted).toBeUndefined();
    expect(Object.keys(compared.counts)).toEqual(['equal']);
  });

  /** Two of our actuals a page, and a clock on which no pause takes time. */
  const small = (): { readonly sync: Sync; readonly pauses: readonly number[] } => {
    const pauses: number[] = [];
    const dataverse = dataverseCounterpart({
      url: world.dataverse.url,
      credential: undefined,
      timeoutMs: 5_000,
      pageSize: 8,
    });
    const sleep = (ms: number): Promise<void> => {
      pauses.push(ms);
      return Promise.resolve();
    };
    return { sync: patientReads({ ...full, dataverse, sleep }), pauses };
  };
  const actualsAlone = () => [full.maps.byName(map.actuals)];

  it('ask again for a page that fails in the middle, and lose nothing', async () => {
    const { sync, pauses } = small();
    const whole = await compareMaps(sync, actualsAlone(), {}, () => undefined);
    let page = 0;
    const compared = await compareMaps(sync, actualsAlone(), {}, async () => {
      page++;
      // The next request is for the third page; the client itself repeats it once.
      if (page === 2)
        await switchSandbox(world.dataverse.url, 'mode', { mode: 'failing', status: 503, times: 2 });
    });
    expect(page).toBeGreaterThan(3);
    expect(compared).toEqual(whole);
    expect(compared).toMatchObject({ isWhole: true, counts: { equal: 40 } });
    expect(pauses).toEqual([1_000]);
  });

  it('end where a system stays away, say how far they came, and call no record different for it', async () => {
    const { sync, pauses } = small();
    const maps = [full.maps.byName(map.projects), ...actualsAlone(), full.maps.byName(map.expenses)];
    const found: Comparison[] = [];
    let page = 0;
    const compared = await compareMaps(sync, maps, {}, async (rows) => {
      found.push(...rows);
      page++;
      if (page === 3) await switchSandbox(world.finance.url, 'mode', { mode: 'failing', status: 503 });
    });
    await expect(
      closeCheck(sync, 'usmf', calendarMonth('2026-10'), (what) => {
        found.push({ row: what } as Comparison);
      }),
    ).rejects.toBeInstanceOf(CounterpartError);
    await switchSandbox(world.finance.url, 'mode', { mode: 'normal' });
    expect(compared).toMatchObject({
      isWhole: false,
      interrupted: { left: [map.actuals, map.expenses] },
    });
    expect(compared.interrupted?.error.message).toContain('finance unavailable');
    expect(Object.keys(compared.counts)).toEqual(['equal']);
    expect([...new Set(pauses)]).toEqual([1_000, 5_000, 15_000, 30_000]);
    expect(found.map(({ row }) => row).at(-1)).toBe(`both sides of "${map.actuals}"`);
  });

  it('the close check names the hop where each line stopped, with its amount', async () => {
    const unknown = await postExpense(world, ground, '201.01');
    await approve(false);
    const unapproved = await postExpense(world, ground, '202.02');
    await world.run(world.change(map.expenses, unapproved));
    await approve(true);
    const unstaged = await postExpense(world, ground, '203.03');
    const unposted = await postExpense(world, ground, '204.04');
    await world.run(world.change(map.expenses, unstaged));
    await world.run(world.change(map.expenses, unposted));
    const cost = (amount: string): string =>
      String(
        world.rows('Dataverse', 'msdyn_actual', {
          msdyn_amount: amount,
          msdyn_transactiontypecode: '192350000',
        })[0]?.['msdyn_actualid'],
      );
    await expect.poll(() => cost('204.04')).not.toBe('undefined');
    await world.run(world.change(map.actuals, cost('204.04')));
    const withoutActual = await postExpense(world, ground, '205.05');
    await world.run(world.change(map.expenses, withoutActual));
    await expect.poll(() => cost('205.05')).not.toBe('undefined');
    for (const { msdyn_actualid } of world.rows('Dataverse', 'msdyn_actual', { msdyn_amount: '205.05' }))
      await deleteRow(world, 'msdyn_actuals', String(msdyn_actualid));

    const report = await closeCheck(full, 'usmf', calendarMonth('2026-10'));
    expect(report.clean).toBe(false);
    expect(
      Object.fromEntries(report.stopped.map(({ line, stoppedAt, amount }) => [line, [stoppedAt, amount]])),
    ).toEqual({
      [unknown]: ['row in Dataverse', '201.01'],
      [unapproved]: ['approval in Dataverse', '202.02'],
      [unstaged]: ['staging in Finance', '203.03'],
      [unposted]: ['posting in Finance', '204.04'],
      [withoutActual]: ['actual in Dataverse', '205.05'],
    });
    expect(report.totals).toMatchObject([{ lines: 15, openLines: 5, openAmount: '1015.15' }]);
    expect((await closeCheck(full, 'usmf', calendarMonth('2026-09'))).clean).toBe(true);
    // A fiscal period that ends before these lines, and one that ends with them.
    expect((await closeCheck(full, 'usmf', daysPeriod('2026-09-28', '2026-10-25'))).stopped).toEqual([]);
    expect((await closeCheck(full, 'usmf', daysPeriod('2026-09-28', '2026-10-26'))).stopped).toHaveLength(5);
    await round();
    await postJournal(world);
    await round();
  });

  it('the comparison finds each difference that was made, and nothing else', async () => {
    expect((await findings()).map(inWords)).toEqual([]);
    const a = (index: number): string => actuals[index] ?? '';
    const e = (index: number): string => expenses[index] ?? '';
    const wrongCompany = staged(a(6));
    const extra = crypto.randomUUID();
    await change(
      'ProjActualsImports',
      { ...keyOf(a(1)), Amount: 500.01 },
      { ...keyOf(a(2)), DocumentDate: '2026-10-24T12:00:00Z' },
      { ...keyOf(a(3)), Quantity: 9 },
    );
    await remove('ProjActualsImports', keyOf(a(0)), keyOf(a(6)));
    await change(
      'ProjActualsImports',
      {
        ...keyOf(a(7)),
        dataAreaId: 'frrt',
        ActualId: wrongCompany['ActualId'],
        ActualsImportId: wrongCompany['ActualsImportId'],
        DocumentDate: '2026-10-25T12:00:00Z',
      },
      {
        dataAreaId: 'usmf',
        ActualsImportId: extra,
        ActualId: extra,
        DocumentDate: '2026-10-25T12:00:00Z',
        Amount: 7,
      },
    );
    await world.system.update('msdyn_actual', a(4), { msdyn_vouchernumber: 'FALSE-1' });
    await world.system.update('msdyn_actual', a(5), { msdyn_accountingamount: 500.01 });
    await world.system.update('msdyn_actual', a(7), { msdyn_description: 'changed later' });
    const unsent = await makeActual(world, ground.projectId);
    await world.june.update('msdyn_expense', await expenseIn(e(0)), { msdyn_amount: 100.51 });
    await world.june.update('msdyn_expense', await expenseIn(e(1)), {
      msdyn_transactiondate: '2026-10-27T00:00:00Z',
    });
    await deleteRow(world, 'msdyn_expenses', await expenseIn(e(2)));
    await change('ProjExpensesExport', { ...expenseKey(e(3)), AdditionalInformation: 'changed later' });
    const withoutSource = await expenseIn(e(4));
    await remove('ProjExpensesExport', expenseKey(e(4)));
    const unread = await postExpense(world, ground, '301.99');
    const [like] = world.rows('Dataverse', 'msdyn_expense');
    await approve(false);
    const byHand = await world.june.create('msdyn_expense', {
      msdyn_project: bind('msdyn_projects', ground.projectId),
      msdyn_transactiondate: '2026-10-26T00:00:00Z',
      msdyn_amount: 1,
      transactioncurrencyid: world.master.currency.USD,
      msdyn_expensecategory: bind('msdyn_expensecategories', String(like?.['msdyn_expensecategory'])),
    });
    await change('ProjectsV2', {
      dataAreaId: 'usmf',
      ProjectId: ground.project,
      ProjectName: 'Renamed in Finance',
    });
    await remove('ProjectsV2', { dataAreaId: 'usmf', ProjectId: spare.number });
    const strange = fresh('P');
    await change('ProjectsV2', { dataAreaId: 'usmf', ProjectId: strange, ProjectName: 'Made in Finance' });
    const unsentProject = fresh('P');
    await makeProject(world, unsentProject);
    const unsentTask = fresh('A');
    await makeTask(world, ground.projectId, unsentTask);

    const found = (await findings()).map(inWords).toSorted();
    const category = 'project expenses export entity';
    expect(found).toEqual(
      [
        `actuals: missing in Finance ${a(0)}`,
        `actuals: different Amount ${a(1)}`,
        `actuals: different DocumentDate ${a(2)}`,
        `actuals: different Quantity ${a(3)}`,
        `actuals: different msdyn_vouchernumber usmf|${a(4)}`,
        `actuals: different msdyn_accountingamount usmf|${a(5)}`,
        // It stands in the wrong company: missing in its own, and nobody's in the other.
        `actuals: missing in Finance ${a(6)}`,
        `actuals: missing in Dataverse frrt|${a(6)}`,
        `actuals: different Description ${a(7)}`,
        `actuals: missing in Finance ${unsent}`,
        `actuals: missing in Dataverse usmf|${extra}`,
        `${category}: different msdyn_amount ${e(0)}`,
        `${category}: different msdyn_transactiondate ${e(1)}`,
        `${category}: missing in Dataverse ${e(2)}`,
        `${category}: different msdyn_externaldescription ${e(3)}`,
        `${category}: missing in Finance ${withoutSource}`,
        `${category}: missing in Dataverse ${unread}`,
        `${category}: missing in Finance ${byHand}`,
        `Projects V2: different ProjectName ${ground.project}`,
        `Projects V2: missing in Finance ${spare.number}`,
        `Projects V2: missing in Dataverse usmf|${strange}`,
        `Projects V2: missing in Finance ${unsentProject}`,
        `Project tasks: missing in Finance ${ground.project} ${unsentTask}`,
      ].toSorted(),
    );
    expect((await closeCheck(full, 'usmf', calendarMonth('2026-10'))).clean).toBe(false);
  });

  it('a fix lets the sync write what it may; the rest is listed for a person, and once accepted not shown again', async () => {
    expect(await publishLooks(world.sync, await findings())).toBe(18);
    await world.drain({ patienceMs: 30_000 });
    const left = await findings();
    expect(left.map(inWords)).not.toContain(`Projects V2: different ProjectName ${ground.project}`);
    const archived = left.find(({ row, result }) => row === actuals[0] && result === 'missing in Finance');
    expect(archived).toBeDefined();
    const record = recordOf(world.maps.byName(map.actuals), actuals[0] ?? '');
    const discarded = await discardRecord(world.sync, 'estimates-actuals', record, {
      by: 'june',
      reason: 'archived',
      until: '2099-12-31T00:00:00Z',
    });
    expect(discarded).toEqual({ outcome: 'discarded' });
    const again = (await compareAll()).filter(
      ({ row, direction }) => row === actuals[0] && direction === 'to-finance',
    );
    expect(again).toMatchObject([
      { result: 'accepted', why: 'discarded by june: archived (until 2099-12-31)' },
    ]);
  });

  it('a difference that a person accepts is not shown again until it is another one, or its time is over', async () => {
    const project = world.maps.byName(map.projects);
    const record = recordOf(project, spare.id);
    const compared = (sync: Sync = world.sync) => compareRecord(sync, project, 'to-finance', spare.id);
    const rename = (ProjectName: string): Promise<void> =>
      change('ProjectsV2', { dataAreaId: 'usmf', ProjectId: spare.number, ProjectName });
    const accept = (until?: string) =>
      acceptDifference(world.sync, record, {
        by: 'june',
        reason: 'named so in the contract',
        ...(until === undefined ? {} : { until }),
      });
    await rename('by hand');
    expect(await compared()).toMatchObject({ result: 'different' });
    expect(await accept()).toEqual({ outcome: 'accepted' });
    expect(await compared()).toMatchObject({
      result: 'accepted',
      why: 'accepted by june: named so in the contract',
    });
    await rename('by another hand');
    expect(await compared()).toMatchObject({ result: 'different' });
    const until = new Date(Date.now() + 60_000).toISOString();
    expect(await accept(until)).toEqual({ outcome: 'accepted' });
    expect(await compared()).toMatchObject({ result: 'accepted' });
    expect(await compared({ ...world.sync, now: () => Date.now() + 61_000 })).toMatchObject({
      result: 'different',
    });
    await world.run(world.change(map.projects, spare.id, { mode: 'verify' }));
    expect(await accept()).toMatchObject({ outcome: 'refused' });
  });

  it('a read that fails for a while is tried again, and no record is called different for it', async () => {
    const pauses: number[] = [];
    const sync = patientReads({
      ...world.sync,
      sleep: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
    });
    const projects = [world.maps.byName(map.projects)];
    const compared = async (): Promise<readonly [unknown, readonly Comparison[]]> => {
      const found: Comparison[] = [];
      const { counts } = await compareMaps(sync, projects, {}, (rows) => void found.push(...rows));
      return [counts, found];
    };
    const calm = await compared();
    expect(pauses).toEqual([]);
    await world.mode('Finance', { mode: 'failing', sets: ['ProjectsV2'], times: 2 });
    expect(await compared()).toEqual(calm);
    expect(pauses.length).toBeGreaterThan(0);
    await world.mode('Finance', { mode: 'normal' });
  });
});
