import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { attempt, crossesToDataverse } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, makeTask, map, postExpense, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const lookedUp = (table: string, column: string, value: string) => world.june.find(table, column, value);

describe('Expense categories', () => {
  it('bring every field, one row for each legal entity', async () => {
    const transaction = await lookedUp(
      'msdyn_transactioncategory',
      'msdyn_transactioncategorynumber',
      'TCN-0000001001-D3B43',
    );
    for (const [company, name] of [
      ['usmf', 'Taxi US'],
      ['frrt', 'Taxi FR'],
    ] as const) {
      const costType = fresh('TAXI');
      await world.plant('ProjExpenseCategoriesExport', {
        dataAreaId: company,
        CostType: costType,
        CostTxt: name,
        TransactionCategoryId: 'TCN-0000001001-D3B43',
        ExpType: 'CarRental',
      });
      await crossesToDataverse(
        world,
        map.categories,
        `${company}|${costType}`,
        { msdyn_name: name },
        {
          msdyn_expensecategoryuid: transaction,
          msdyn_expensetype: '192350001',
          statecode: '0',
          msdyn_owningcompany: await lookedUp('cdm_company', 'cdm_companycode', company),
        },
      );
    }
  });

  it('of a type that has no twin in Dataverse are refused, naming property and value', async () => {
    const costType = fresh('ADV');
    await world.plant('ProjExpenseCategoriesExport', {
      dataAreaId: 'usmf',
      CostType: costType,
      CostTxt: 'Advance',
      TransactionCategoryId: 'TCN-0000001001-D3B43',
      ExpType: 'Advance',
    });
    expect(await attempt(world, map.categories, `usmf|${costType}`)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'ExpType', message: expect.stringContaining('Advance') as string },
    });
  });

  it('that Finance deletes are deleted in Dataverse', async () => {
    const costType = fresh('GONE');
    const row = { dataAreaId: 'usmf', CostType: costType, CostTxt: costType, ExpType: 'Hotel' };
    await world.plant('ProjExpenseCategoriesExport', row);
    await world.run(world.change(map.categories, `usmf|${costType}`, { source: 'finance' }));
    const there = () => world.rows('Dataverse', 'msdyn_expensecategory', { msdyn_name: costType });
    expect(there()).toHaveLength(1);
    const removed = await fetch(`${world.finance.url}/sandbox/rows/ProjExpenseCategoriesExport`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ rows: [], deletes: [{ dataAreaId: 'usmf', CostType: costType }] }),
    });
    expect(removed.status).toBe(200);
    // Missing alone is no delete.
    await world.run(world.change(map.categories, `usmf|${costType}`, { source: 'finance' }));
    expect(there()).toHaveLength(1);
    await world.run(world.change(map.categories, `usmf|${costType}`, { source: 'finance', event: 'delete' }));
    expect(there()).toEqual([]);
  });
});

describe('Expenses', () => {
  it('bring every field of a posted expense', async () => {
    const row = await postExpense(world, ground, '250.75');
    const [report = ''] = row.split('|');
    const category = world.rows('Dataverse', 'msdyn_expensecategory', { msdyn_name: 'Hotel' })[0];
    await crossesToDataverse(
      world,
      map.expenses,
      row,
      { msdyn_externaldescription: report.replace(/-1$/, '') },
      {
        msdyn_project: ground.projectId,
        msdyn_task: ground.taskId,
        msdyn_expensecategory: String(category?.['msdyn_expensecategoryid']),
        msdyn_transactiondate: '2026-10-26',
        msdyn_amount: '250.75',
        msdyn_salestaxamount: '0',
        msdyn_totalamount: '250.75',
        msdyn_quantity: '1',
        transactioncurrencyid: await lookedUp('transactioncurrency', 'isocurrencycode', 'USD'),
        msdyn_billingtype: '192350001',
        // Sent as Submitted; Dataverse approves it by itself at once.
        msdyn_expensestatus: '192350002',
      },
    );
  });

  it('on a summary task are refused before Dataverse sees them, with the remedy', async () => {
    const activity = fresh('A');
    const summary = await makeTask(world, ground.projectId, activity);
    const child = await makeTask(world, ground.projectId, fresh('A'), {
      msdyn_parenttask: bind('msdyn_projecttasks', summary),
    });
    await world.run(world.change(map.tasks, summary));
    await world.run(world.change(map.tasks, child));
    const row = await postExpense(world, { ...ground, task: activity });
    expect(await attempt(world, map.expenses, row)).toMatchObject({
      outcome: 'rejected',
      failure: {
        code: 'summary-row',
        field: 'msdyn_task',
        message: expect.stringContaining(row.split('|')[0] ?? '') as string,
        hint: expect.stringContaining('Recall the workflow') as string,
      },
    });
    expect(world.rows('Dataverse', 'msdyn_expense', { msdyn_task: summary })).toEqual([]);
  });

  it('wait for an activity that their project does not have, and never take that of another project', async () => {
    const other = await layGround(world);
    const number = fresh('EXP');
    await world.plant('ProjExpensesExport', {
      ExpTransNumber: number,
      ReferenceDataAreaId: 'usmf',
      ProjId: ground.project,
      ProjActivityNumber: other.task,
      CostType: 'HOTEL',
      TransDate: '2026-10-26T12:00:00Z',
      NetAmount: 10,
      Amount: 10,
      ExchangeCode: 'USD',
      Quantity: 1,
      ProjCostTransExists: 1,
      BillingType: 'Chargeable',
    });
    const row = `${number}|usmf`;
    expect(await attempt(world, map.expenses, row)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_task' },
    });
    await world.plant('ProjExpensesExport', {
      ExpTransNumber: number,
      ReferenceDataAreaId: 'usmf',
      ProjActivityNumber: ground.task,
    });
    await world.drain();
    expect(await world.state(map.expenses, row)).toMatchObject({ outcome: 'applied' });
  });

  it('F56: of a report that is not posted never cross', async () => {
    const number = fresh('EXP');
    await world.alicia.act('create-expense-report', {
      company: 'usmf',
      number,
      lines: [
        { costType: 'HOTEL', project: ground.project, date: '2026-10-26', currency: 'USD', amount: '99' },
      ],
    });
    expect(await attempt(world, map.expenses, `${number}-1|usmf`)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('not posted') as string,
    });
  });
});
