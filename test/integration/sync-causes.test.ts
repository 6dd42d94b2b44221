import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { causes, type Cause } from '../../shared/causes/causes.ts';
import { breakerPrefix } from '../../shared/sync/gates/gate-names.ts';
import { areas } from '../../shared/table-map/area.ts';
import { attempt, sentContract, sentFundingSource } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import {
  deleteRow,
  fresh,
  layGround,
  makeActual,
  makeProject,
  makeTask,
  map,
  postExpense,
  sentProject,
  type Ground,
} from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());

/** What the ledger's record says of an attempt that was refused, beside its cause. */
interface Said {
  readonly outcome: 'waiting' | 'retrying' | 'rejected';
  readonly field?: string;
  readonly words: string;
}

async function expectCause(name: string, row: string, cause: Cause, said: Said): Promise<void> {
  const state = await world.state(name, row);
  expect(state).toMatchObject({
    outcome: said.outcome,
    failure: { cause, cure: causes[cause].cure, message: expect.stringContaining(said.words) as string },
  });
  expect(state?.failure?.field).toBe(said.field);
  expect(state?.failure?.hint).toMatch(/.{20}/);
  expect((await world.timeline(name, row))[0]?.failure).toEqual(state?.failure);
}

const invoiceLine = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const number = fresh('VI');
  await world.alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number,
    date: '2026-10-27',
    currency: 'USD',
    lines: [
      {
        id: `${number}-1`,
        project: ground.project,
        task: ground.task,
        category: 'TCN-0000001002-D3B43',
        categoryType: 'Item',
        product: 'P-0001',
        unit: 'ea',
        quantity: '1',
        price: '5',
        ...more,
      },
    ],
  });
  await world.alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number });
  await world.run(world.change(map.invoices, `usmf|V-1001|${number}`));
  return `${number}-1|usmf`;
};

describe('what Finance refuses', () => {
  it('for a field says the field, why and who can cure it, in the ledger and in the dead letter', async () => {
    const id = await makeTask(world, ground.projectId, fresh('A'), { msdyn_subject: null });
    await world.publish(world.change(map.tasks, id));
    await world.drain({ until: () => world.counts('setup-configuration').deadLetter === 1 });
    await expectCause(map.tasks, id, 'mandatory-field-empty', {
      outcome: 'rejected',
      field: 'TaskName',
      words: "Field 'Task name' must be filled in.",
    });
    expect(world.log.at(-1)).toMatch(/TaskName.*mandatory-field-empty.*cured by a project manager/);
    await world.takeIn('setup-configuration');
    expect(await world.open('setup-configuration')).toMatchObject([
      { outcome: 'rejected', failure: { cause: 'mandatory-field-empty', cure: 'project-manager' } },
    ]);
  });

  it('for a missing line property is for an accountant', async () => {
    const missing = { company: 'usmf', billingType: 'Complimentary', exists: false };
    await world.alicia.act('set-line-property', missing);
    const id = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', id, { msdyn_billingtype: 192350002 });
    await attempt(world, map.actuals, id);
    await world.alicia.act('set-line-property', { ...missing, exists: true });
    await expectCause(map.actuals, id, 'line-property-missing', {
      outcome: 'retrying',
      words: "Line property Complimentary doesn't exist.",
    });
  });

  it('for a vendor without a language says so', async () => {
    const id = await world.june.create('msdyn_subcontract', {
      msdyn_subcontractnumber: fresh('SC'),
      msdyn_name: 'Crew',
      msdyn_subcontractdate: '2026-10-25',
      msdyn_vendor: bind('accounts', await world.june.find('account', 'accountnumber', 'V-1002')),
      msdyn_project: bind('msdyn_projects', ground.projectId),
      msdyn_owningcompany: world.master.company.usmf,
    });
    const headers = 'Project subcontract purchase order header';
    await attempt(world, headers, id);
    await expectCause(headers, id, 'vendor-language-missing', {
      outcome: 'rejected',
      field: 'LanguageId',
      words: "Field 'Language' must be filled in.",
    });
  });

  it('because transactions hold a row says so', async () => {
    const order = await sentContract(world, fresh('C'));
    const source = await sentFundingSource(world, order);
    const project = await sentProject(world, fresh('P'), { msdyn_salesorderid: bind('salesorders', order) });
    const actual = await makeActual(world, project);
    const rule = bind('msdyn_projectcontractsplitbillingrules', source.id);
    await world.system.update('msdyn_actual', actual, { msdyn_projectcontractsplitbillingrule: rule });
    await attempt(world, map.actuals, actual);
    await deleteRow(world, 'msdyn_projectcontractsplitbillingrules', source.id);
    await attempt(world, 'Project funding source', source.id, { event: 'delete' });
    await expectCause('Project funding source', source.id, 'still-referenced', {
      outcome: 'rejected',
      words: 'cannot be deleted',
    });
  });

  it('in words that nobody knows keeps them, and is unexpected', async () => {
    const id = await makeProject(world, fresh('P'));
    const words = 'The moon stands in the way.';
    await world.mode('Finance', { mode: 'failing', status: 400, message: words, writesOnly: true });
    await attempt(world, map.projects, id);
    await world.mode('Finance', { mode: 'normal' });
    await expectCause(map.projects, id, 'unexpected', { outcome: 'rejected', words });
  });
});

describe('what Dataverse refuses', () => {
  it('because a category is inactive is for its owner', async () => {
    const category = await world.june.find(
      'msdyn_transactioncategory',
      'msdyn_transactioncategorynumber',
      'TCN-0000001002-D3B43',
    );
    const row = await invoiceLine();
    await world.june.update('msdyn_transactioncategory', category, { statecode: 1, statuscode: 2 });
    await attempt(world, map.invoiceLines, row);
    await world.june.update('msdyn_transactioncategory', category, { statecode: 0, statuscode: 1 });
    await expectCause(map.invoiceLines, row, 'category-inactive', {
      outcome: 'rejected',
      words: 'The Transaction Category linked to this vendor invoice line is invalid.',
    });
  });

  it('for want of a product is for an administrator', async () => {
    const row = await invoiceLine({ product: '' });
    await attempt(world, map.invoiceLines, row);
    await expectCause(map.invoiceLines, row, 'product-missing', {
      outcome: 'rejected',
      words: 'Product id is mandatory.',
    });
  });
});

describe('what we hold back ourselves', () => {
  it('names the kind of row that is missing', async () => {
    const unit = await world.june.create('uom', { name: 'crate', msdyn_symbol: 'crate' });
    const actual = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', actual, { msdyn_unit: bind('uoms', unit) });
    await attempt(world, map.actuals, actual);
    await expectCause(map.actuals, actual, 'unit-missing', {
      outcome: 'waiting',
      field: 'UnitOfMeasure',
      words: 'The unit of measure crate does not exist in Finance.',
    });

    const task = await makeTask(world, await makeProject(world, fresh('P')), fresh('A'));
    await attempt(world, map.tasks, task);
    await expectCause(map.tasks, task, 'parent-missing', {
      outcome: 'waiting',
      field: 'msdyn_project',
      words: 'is not in Finance yet',
    });
  });

  it('names a summary task', async () => {
    const activity = fresh('A');
    const summary = await makeTask(world, ground.projectId, activity);
    const parent = bind('msdyn_projecttasks', summary);
    const child = await makeTask(world, ground.projectId, fresh('A'), { msdyn_parenttask: parent });
    for (const task of [summary, child]) await attempt(world, map.tasks, task);
    const row = await postExpense(world, { ...ground, task: activity });
    await attempt(world, map.expenses, row);
    await expectCause(map.expenses, row, 'summary-task', {
      outcome: 'rejected',
      field: 'msdyn_task',
      words: 'which is a summary',
    });
  });
});

describe('a system that cannot just now', () => {
  afterEach(async () => {
    const { ledger, gates } = world.sync;
    await world.mode('Finance', { mode: 'normal' });
    for (const [name, text] of await ledger.listControls(breakerPrefix))
      await ledger.putControlIf(name, text, undefined);
    gates.forget();
  });

  it.each([
    ['throttled', { mode: 'throttled', retryAfterSeconds: 0 }],
    ['unavailable', { mode: 'failing', status: 503 }],
    ['no-answer', { mode: 'failing', status: 502 }],
  ] as const)('is %s, and that is said', async (cause, mode) => {
    const id = await makeProject(world, fresh('P'));
    await world.mode('Finance', { ...mode, writesOnly: true });
    await attempt(world, map.projects, id);
    await expectCause(map.projects, id, cause, { outcome: 'retrying', words: '' });
  });

  it('is said of the records that are parked meanwhile, too', async () => {
    const [first, next] = [await makeProject(world, fresh('P')), await makeProject(world, fresh('P'))];
    await world.mode('Finance', { mode: 'throttled', retryAfterSeconds: 30, writesOnly: true });
    await attempt(world, map.projects, first);
    await attempt(world, map.projects, next);
    await expectCause(map.projects, next, 'throttled', {
      outcome: 'waiting',
      words: 'Finance has not been called since',
    });
  });
});

describe('the open list', () => {
  it('holds no record without a cause, a remedy and who can cure it', async () => {
    const rows = (await Promise.all(areas.map((area) => world.open(area)))).flat();
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const { record, failure } of rows)
      expect(failure, record).toMatchObject({
        cause: expect.any(String) as string,
        cure: expect.any(String) as string,
        hint: expect.any(String) as string,
      });
  });
});
