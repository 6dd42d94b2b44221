import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { counterpartName } from '../../shared/sync/claim-counterpart.ts';
import { openWorld, type World } from './sync-harness.ts';
import { deleteRow, fresh, makeProject, map, sentProject } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const inFinance = (number: string) => world.rows('Finance', 'ProjectsV2', { ProjectId: number });
const registered = (name: string) => world.sync.maps.byName(name);
const deleted = (id: string) => world.change(map.projects, id, { event: 'delete' });

describe('deletes', () => {
  it('F33: a late update after a delete brings nothing back', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(deleted(id));
    expect(inFinance(number)).toEqual([]);
    await world.run(world.change(map.projects, id));
    expect(inFinance(number)).toEqual([]);
    expect(await world.state(map.projects, id)).toMatchObject({ appliedOnce: false });
  });

  it('F33: a missing row alone deletes nothing; the delete that comes later does', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(world.change(map.projects, id));
    expect(inFinance(number)).toHaveLength(1);
    await world.run(deleted(id));
    expect(inFinance(number)).toEqual([]);
  });

  it('F33: a row that is made again under the same number after the delete is written', async () => {
    const number = fresh('P');
    const first = await sentProject(world, number);
    await deleteRow(world, 'msdyn_projects', first);
    await world.run(deleted(first));
    const second = await sentProject(world, number, { msdyn_subject: 'again' });
    expect(inFinance(number)).toMatchObject([{ ProjectName: 'again', IntegrationSourceDataId: second }]);
  });

  it('F59: a new row with the number of a deleted one stays when the delete comes late', async () => {
    const number = fresh('P');
    const first = await sentProject(world, number);
    await deleteRow(world, 'msdyn_projects', first);
    const second = await sentProject(world, number, { msdyn_subject: 'new' });
    expect(await world.state(map.projects, second)).toMatchObject({ outcome: 'applied' });
    await world.run(deleted(first));
    expect(inFinance(number)).toMatchObject([{ ProjectName: 'new', IntegrationSourceDataId: second }]);
    expect(await world.state(map.projects, first)).toMatchObject({
      outcome: 'deleted',
      reason: expect.stringContaining('and stays') as string,
    });
  });

  it('a second living row with the number of another is refused, and both are named', async () => {
    const number = fresh('P');
    const first = await sentProject(world, number);
    const second = await makeProject(world, number, { msdyn_subject: 'twin' });
    await expect(world.run(world.change(map.projects, second))).rejects.toMatchObject({
      failure: { message: expect.stringContaining('already belongs to') as string },
    });
    expect(inFinance(number)).toMatchObject([{ IntegrationSourceDataId: first }]);
    const { failure } = (await world.state(map.projects, second)) ?? {};
    expect(failure?.message).toContain(first);
    expect(failure?.message).toContain(second);
  });

  it('a row gets a number that another one gave up before it was written, whoever the ledger still names', async () => {
    const [given, kept] = [fresh('P'), fresh('P')];
    const first = await sentProject(world, kept);
    const owner = counterpartName(registered(map.projects), `usmf|${given}`);
    await world.sync.ledger.setOwner(owner, undefined, `${map.projects}|${first}`);
    const second = await sentProject(world, given);
    expect(await world.state(map.projects, second)).toMatchObject({ outcome: 'applied' });
    expect(inFinance(given)).toMatchObject([{ IntegrationSourceDataId: second }]);
    expect(inFinance(kept)).toMatchObject([{ IntegrationSourceDataId: first }]);
  });

  it('the delete of a row that was never written leaves alone what Finance had under its number', async () => {
    const number = fresh('P');
    await world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: 'by Alicia' });
    const id = await makeProject(world, number, { msdyn_subject: null });
    await expect(world.run(world.change(map.projects, id))).rejects.toMatchObject({
      failure: { message: expect.stringContaining('must be filled in') as string },
    });
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(deleted(id));
    expect(inFinance(number)).toMatchObject([{ ProjectName: 'by Alicia' }]);
  });

  it('a delete that meets a held record keeps its word', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await world.june.update('msdyn_project', id, { msdyn_subject: 'last words' });
    const holder = {
      ...world.sync,
      finance: {
        ...world.sync.finance,
        update: async (...parameters: Parameters<typeof world.sync.finance.update>) => {
          await deleteRow(world, 'msdyn_projects', id);
          await world.run(deleted(id));
          await world.sync.finance.update(...parameters);
        },
      },
    };
    await world.run(world.change(map.projects, id), holder);
    await world.drain();
    expect(inFinance(number)).toEqual([]);
  });
});
