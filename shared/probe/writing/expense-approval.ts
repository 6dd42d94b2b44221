import { LosslessNumber } from 'lossless-json';
import type { Probe } from '../probe.ts';
import { actualsSince } from './actuals-since.ts';
import { firstRow } from './first-row.ts';
import { ground } from './ground.ts';
import { takeBackActuals } from './take-back-actuals.ts';
import { testRow } from './test-row.ts';

const submitted = new LosslessNumber('192350001');
const approved = '192350002';
const nonChargeable = new LosslessNumber('192350000');
const cent = new LosslessNumber('0.01');

/** Makes an expense, as the sync makes one, and waits for its approval and its actual. */
export const expenseApproval: Probe = {
  name: 'expense-approval',
  settles: ['expense-approved'],
  writes: ({ company, mark, project }) => [
    `Dataverse: an expense "${mark}" of 0.01 on ${project === undefined ? 'the first active project' : `project ${project}`} of ${company}, and the actual that comes of it; both deleted, where Dataverse lets us`,
  ],
  run: async (world) => {
    const assumption = 'expense-approved';
    const { company, project, currency } = await ground(world);
    const category = await firstRow(
      world,
      'msdyn_expensecategories',
      'msdyn_expensecategoryid',
      `_msdyn_owningcompany_value eq ${company} and statecode eq 0`,
      'active expense category',
    );
    const since = world.now();
    const { table, key } = await testRow(world, 'msdyn_expense', {
      msdyn_externaldescription: world.mark,
      msdyn_transactiondate: new Date(since).toISOString().replace(/T.*/, 'T00:00:00Z'),
      msdyn_quantity: new LosslessNumber('1'),
      msdyn_amount: cent,
      msdyn_totalamount: cent,
      msdyn_billingtype: nonChargeable,
      msdyn_expensestatus: submitted,
      msdyn_project: { table: 'msdyn_project', id: project },
      msdyn_expensecategory: { table: 'msdyn_expensecategory', id: category },
      transactioncurrencyid: { table: 'transactioncurrency', id: currency },
    });
    const status = async (): Promise<string> =>
      String(
        (await world.clients.dataverse.read(table, key, ['msdyn_expensestatus']))?.values[
          'msdyn_expensestatus'
        ],
      );
    const actuals = await world.until(() => actualsSince(world, project, since));
    await takeBackActuals(world, actuals ?? []);
    const now = await status();
    const seconds = Math.round((world.now() - since) / 1000);
    const why = `After ${String(seconds)} s the status of the expense is ${now} and it has ${String(actuals?.length ?? 0)} actuals.`;
    if (actuals !== undefined && now === approved) return [{ assumption, verdict: 'as-assumed', why }];
    return [
      {
        assumption,
        verdict: 'otherwise',
        why: `${why} Look at the failed and waiting system jobs; where they are only slow, probe again with a longer --wait.`,
      },
    ];
  },
};
