import { sameText } from './same-text.ts';
import { StoryError, until, type Stage } from './stage.ts';
import { voucherReturns } from './voucher-returns.ts';
import { postStaged } from './post-staged.ts';

/** An expense report is posted in Finance, becomes an expense and an actual in Dataverse, and comes back to be posted. */
export async function expenseToVoucher(stage: Stage): Promise<void> {
  const { alicia } = stage;
  stage.tell('Alicia posts expense report EXP-1; report EXP-2 stays a draft');
  for (const [company, text] of [
    ['usmf', 'Hotel'],
    ['frrt', 'Hôtel'],
  ] as const)
    await stage.lands('Finance', `expense category of ${company}`, {
      system: 'Dataverse',
      table: 'msdyn_expensecategory',
      key: { msdyn_name: text },
      values: {},
    });
  const line = {
    costType: 'HOTEL',
    project: 'P-1001',
    activity: 'A-000001',
    date: '2026-10-26',
    currency: 'USD',
    billingType: 'Chargeable',
  };
  await alicia.act('create-expense-report', {
    company: 'usmf',
    number: 'EXP-1',
    lines: [{ ...line, amount: '250.75', quantity: '1', text: 'Hotel, one night' }],
  });
  await alicia.act('create-expense-report', {
    company: 'usmf',
    number: 'EXP-2',
    lines: [{ ...line, amount: '99', quantity: '1', text: 'A draft' }],
  });
  await alicia.act('post-expense-report', { company: 'usmf', number: 'EXP-1' });
  await stage.lands('Alicia', 'posted expense', {
    system: 'Dataverse',
    table: 'msdyn_expense',
    key: { msdyn_externaldescription: 'Hotel, one night' },
    values: { msdyn_totalamount: '250.75', msdyn_transactiondate: '2026-10-26' },
  });
  const actual = await actualLike(stage, {
    msdyn_transactionclassification: '192350001',
    msdyn_transactiontypecode: '192350000',
  });
  await stage.lands('Dataverse', 'expense actual, approved by the system', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'usmf', ActualId: actual },
    values: {
      TransactionType: 'Cost',
      TransactionClassification: '192350001',
      ProjectId: 'P-1001',
      DocumentDate: '2026-10-26',
    },
  });
  await postStaged(alicia);
  await voucherReturns(stage, 'Alicia', 'voucher of the expense actual', actual, '250.75');
}

/** Waits for an actual that a process of Dataverse makes, and returns its id. */
export async function actualLike(stage: Stage, values: Readonly<Record<string, string>>): Promise<string> {
  const found = await until(30_000, () =>
    Promise.resolve(
      stage.environment.dataverse
        .rows('msdyn_actual')
        .find((row) => Object.entries(values).every(([column, value]) => sameText(row[column], value))),
    ),
  );
  if (found === undefined) throw new StoryError(`Dataverse made no actual with ${JSON.stringify(values)}`);
  return String(found['msdyn_actualid']);
}
