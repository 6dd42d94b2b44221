import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataverseSteps } from '../../infra/local/dataverse-steps.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { bulkTopic, changesTopic, syncSubscription } from '../../shared/messaging/topics.ts';
import { reconcile, type Reconciled } from '../../shared/reconcile/reconcile.ts';
import { putRun } from '../../shared/start/run-store.ts';
import { raiseEpoch } from '../../shared/support/raise-epoch.ts';
import { startRun } from '../../shared/start/start-run.ts';
import { allMaps } from './all-maps.ts';
import { openWorld, type World } from './sync-harness.ts';
import {
  deleteRow,
  fresh,
  layGround,
  makeActual,
  makeProject,
  map,
  postExpense,
  postJournal,
} from './sync-rows.ts';

let world: World;
let trail: ReturnType<typeof dataverseCounterpart>;

const published = ({ tables, sets, failedJobs }: Reconciled): number =>
  [...tables, ...sets].reduce((sum, each) => sum + each.published, failedJobs.published);

const projectsIn = ({ tables }: Reconciled) => tables.find(({ table }) => table === 'msdyn_project');

const round = async (): Promise<Reconciled> => {
  const report = await reconcile(world.sync, trail);
  await world.drain({ patienceMs: 120_000 });
  return report;
};

const post = async (path: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${world.dataverse.url}/sandbox/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

beforeAll(async () => {
  world = await openWorld();
  trail = dataverseCounterpart({
    url: world.dataverse.url,
    credential: undefined,
    timeoutMs: 5_000,
    pageSize: 20,
  });
  await round();
}, 240_000);
afterAll(() => world.stop());

describe('reconciliation', () => {
  it('F35: finds every change whose webhook was lost, once, and each is applied once', async () => {
    const projects: string[] = [];
    for (let count = 0; count < 45; count++) projects.push(await makeProject(world, fresh('P')));
    // Nine of ten webhooks arrive.
    await world.publish(
      ...projects
        .filter((_, index) => index % 10 !== 0)
        .map((id) => world.change(map.projects, id, { event: 'create' })),
    );
    await world.drain();
    expect(world.rows('Finance', 'ProjectsV2')).toHaveLength(40);

    await round();
    expect(world.rows('Finance', 'ProjectsV2')).toHaveLength(45);
    const timeline = await world.timeline(map.projects, projects[0] ?? '');
    expect(timeline.map(({ origin, outcome }) => [origin, outcome])).toEqual([['reconciliation', 'applied']]);
    expect(published(await round())).toBe(0);
  });

  it('F35: takes a delete that no webhook told for a delete', async () => {
    const number = fresh('P');
    const id = await makeProject(world, number);
    await round();
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    await deleteRow(world, 'msdyn_projects', id);
    await round();
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(0);
  });

  it('F36, F61: finds what Finance posted without any event', async () => {
    const ground = await layGround(world);
    const expenses = [await postExpense(world, ground), await postExpense(world, ground, '99.01')];
    await round();
    const amounts = world.rows('Dataverse', 'msdyn_expense').map((row) => String(row['msdyn_amount']));
    expect(amounts.toSorted()).toEqual(['250.75', '99.01']);
    const timeline = await world.timeline(map.expenses, expenses[0] ?? '');
    expect(timeline.at(-1)?.origin).toBe('scan (reconciliation)');
  });

  it('F37: compares all rows by key when the token has expired, and publishes only what differs', async () => {
    await round();
    const lost = await makeProject(world, fresh('P'));
    await post('change-tracking', { expire: true });
    const report = await round();
    const table = report.tables.find((each) => each.table === 'msdyn_project');
    expect(table).toMatchObject({ how: 'all rows', published: 1 });
    expect(table?.rows).toBeGreaterThan(40);
    expect(await world.state(map.projects, lost)).toMatchObject({ outcome: 'applied' });
    expect((await round()).tables.every(({ how }) => how === 'changes')).toBe(true);
  });

  it('F51: what it finds goes by the bulk topic, and a table that an initial sync is at is left to that', async () => {
    await round();
    const lost = await makeProject(world, fresh('P'));
    const active = (topic: string): number => world.broker.counts(topic, syncSubscription).active;
    await reconcile(world.sync, trail);
    expect([active(bulkTopic('setup-configuration')), active(changesTopic('setup-configuration'))]).toEqual([
      1, 0,
    ]);
    await world.drain();
    expect(await world.state(map.projects, lost)).toMatchObject({ outcome: 'applied' });

    const run = await startRun(world.sync, {
      kind: 'initial',
      by: 'Zoë',
      map: map.projects,
      company: 'usmf',
    });
    const left = await makeProject(world, fresh('P'));
    await post('change-tracking', { expire: true });
    expect(projectsIn(await round())).toMatchObject({
      how: 'left out',
      why: `initial sync ${run.id} is at these rows`,
      published: 0,
    });
    expect(await world.state(map.projects, left)).toBeUndefined();

    // It ends without that row: the round after it compares all rows.
    await putRun(world.sync, { ...run, finishedAt: new Date().toISOString() });
    expect(projectsIn(await round())).toMatchObject({ how: 'all rows', published: 1 });
    expect(await world.state(map.projects, left)).toMatchObject({ outcome: 'applied' });
  });

  it('F55: never makes an archived staging row again, but lists it for an accountant', async () => {
    const ground = await layGround(world);
    const id = await makeActual(world, ground.projectId);
    await round();
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: id })).toHaveLength(1);
    await postJournal(world);
    await world.alicia.act('archive-posted-actuals', { company: 'usmf' });
    await post('change-tracking', { expire: true });
    await round();
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: id })).toHaveLength(0);
    const open = await world.state(map.actuals, id);
    expect(open).toMatchObject({
      outcome: 'rejected',
      failure: { cause: 'archived-or-deleted', cure: 'accountant' },
    });
    // Known now, and not published again.
    await post('change-tracking', { expire: true });
    const again = await round();
    expect(again.tables.find((each) => each.table === 'msdyn_actual')?.published).toBe(0);
  });

  it('F65: compares every row again, once, after somebody said that a system was restored', async () => {
    const id = await makeProject(world, fresh('P'));
    await round();
    const [sent] = world.rows('Finance', 'ProjectsV2', {
      ProjectId: (await world.state(map.projects, id))?.number ?? '',
    });
    await world.plant('ProjectsV2', { ...sent, ProjectName: 'restored' });
    expect(projectsIn(await round())).toMatchObject({ how: 'changes', published: 0 });
    await raiseEpoch(world.sync, { by: 'Zoë', reason: 'Finance was restored' });
    expect(projectsIn(await round())).toMatchObject({ how: 'all rows', published: 1 });
    expect(world.rows('Finance', 'ProjectsV2', { ProjectName: 'restored' })).toEqual([]);
    expect(projectsIn(await round())).toMatchObject({ how: 'changes', published: 0 });
  });

  it('looks at the row of a notification that Dataverse gave up', async () => {
    await fetch(`${world.dataverse.url}/sandbox/steps`, {
      method: 'PUT',
      body: JSON.stringify(dataverseSteps(world.maps).filter(({ table }) => table === 'msdyn_project')),
    });
    world.dataverse.setEndpoint({ kind: 'webhook', url: 'http://127.0.0.1:9/', key: 'nobody' });
    await makeProject(world, fresh('P'));
    await expect.poll(() => world.rows('Dataverse', 'asyncoperation').length).toBe(1);
    world.dataverse.setEndpoint({ kind: 'none' });
    const report = await round();
    expect(report.failedJobs).toMatchObject({ found: 1, published: 1 });
  });

  it('an approval that failed in Dataverse is told with the words of its system job when it is overdue', async () => {
    const ground = await layGround(world);
    const behaviour = async (failsApprovals: string): Promise<unknown> =>
      fetch(`${world.dataverse.url}/sandbox/behaviour`, {
        method: 'PATCH',
        body: JSON.stringify({ failsApprovals }),
      });
    await behaviour('The user lacks the privilege prvApprove.');
    const row = await postExpense(world, ground, '12.34');
    await world.run(world.change(map.expenses, row));
    await expect
      .poll(() => world.rows('Dataverse', 'asyncoperation', { name: 'Approval of an expense' }))
      .toHaveLength(1);
    const full = { ...world.sync, maps: await allMaps() };
    await world.run(world.change(map.expenses, row, { event: 'expect' }), full);
    const state = await world.state(map.expenses, row);
    await behaviour('');
    expect(state?.failure).toMatchObject({ code: 'expectation-overdue' });
    expect(state?.failure?.message).toContain(
      'The automatic approval of the expense in Dataverse did not follow',
    );
    expect(state?.failure?.message).toMatch(
      /The system job "Approval of an expense" failed at \d{4}-\d{2}-\d{2}T.*: The user lacks the privilege prvApprove\.$/,
    );
  });
});
