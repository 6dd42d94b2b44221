import { describe, expect, it } from 'vitest';
import { openSandbox, type Answer, type Client } from './dataverse-sandbox-client.ts';

const material = 192350002;
const time = 192350000;

const refusal = (answer: Answer): unknown => [
  answer.status,
  answer.code,
  (answer.json['error'] as { message: string } | undefined)?.message,
];

/** The seeded transaction category for hotels, active or not. */
async function hotelCategory(client: Client, active: boolean): Promise<string> {
  const [category] = await client.find("msdyn_transactioncategories?$filter=msdyn_name eq 'Hotel'");
  const path = `msdyn_transactioncategories(${String(category?.['msdyn_transactioncategoryid'])})`;
  if (!active) await client.call('PATCH', path, { statecode: 1 });
  return `/${path}`;
}

describe('an expense', () => {
  const refused = [
    400,
    '0x80040265',
    "Could not resolve project task for export expense. The specified task activity number doesn't uniquely identify the task of the project in the system.",
  ];

  it('on a summary task is refused, whether it is made there or moved there', async () => {
    const client = await openSandbox();
    const summary = await client.create('msdyn_projecttasks', { msdyn_subject: 'Phase' });
    const leaf = await client.create('msdyn_projecttasks', {
      msdyn_subject: 'Work',
      'msdyn_parenttask@odata.bind': `/msdyn_projecttasks(${summary})`,
    });

    const onSummary = await client.call('POST', 'msdyn_expenses', {
      msdyn_name: 'on the phase',
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${summary})`,
    });
    const onLeaf = await client.create('msdyn_expenses', {
      msdyn_name: 'on the work',
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${leaf})`,
    });
    const moved = await client.call('PATCH', `msdyn_expenses(${onLeaf})`, {
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${summary})`,
    });

    expect([refusal(onSummary), refusal(moved)]).toEqual([refused, refused]);
    expect(client.sandbox.rows('msdyn_expense')).toMatchObject([
      { msdyn_name: 'on the work', msdyn_task: leaf },
    ]);
  });

  it('that was there before its task got a child can still be changed otherwise', async () => {
    const client = await openSandbox();
    const task = await client.create('msdyn_projecttasks', { msdyn_subject: 'Work' });
    const expense = await client.create('msdyn_expenses', {
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${task})`,
    });
    await client.create('msdyn_projecttasks', {
      'msdyn_parenttask@odata.bind': `/msdyn_projecttasks(${task})`,
    });

    expect((await client.call('PATCH', `msdyn_expenses(${expense})`, { msdyn_quantity: 2 })).status).toBe(
      204,
    );
  });
});

describe('a vendor invoice line', () => {
  const lines = 'msdyn_projectvendorinvoicelines';

  it('for material needs a product, which one for time does not', async () => {
    const client = await openSandbox();
    const [product] = await client.find('products?$select=name');
    const bind = { 'msdyn_Product@odata.bind': `/products(${String(product?.['productid'])})` };

    const without = await client.call('POST', lines, { msdyn_transactionclassification: material });
    const withProduct = await client.create(lines, { msdyn_transactionclassification: material, ...bind });
    const ofTime = await client.create(lines, { msdyn_transactionclassification: time });
    const taken = await client.call('PATCH', `${lines}(${withProduct})`, { msdyn_product: null });
    const turned = await client.call('PATCH', `${lines}(${ofTime})`, {
      msdyn_transactionclassification: material,
    });

    const expected = [400, '0x80040265', 'Product id is mandatory. Select a product from the catalog.'];
    expect([without, taken, turned].map(refusal)).toEqual([expected, expected, expected]);
    expect(client.sandbox.rows(lines)).toMatchObject([
      { msdyn_transactionclassification: material, msdyn_product: product?.['productid'] },
      { msdyn_transactionclassification: time },
    ]);
  });

  it('whose transaction category is inactive is refused', async () => {
    const client = await openSandbox();
    const values = { 'msdyn_TransactionCategory@odata.bind': await hotelCategory(client, true) };
    await client.create(lines, { msdyn_description: 'before', ...values });
    await hotelCategory(client, false);

    const after = await client.call('POST', lines, { msdyn_description: 'after', ...values });

    expect(refusal(after)).toEqual([
      400,
      '0x80040265',
      'The Transaction Category linked to this vendor invoice line is invalid. Please select an Active, Expense Transaction Category.',
    ]);
    expect(client.sandbox.rows(lines)).toMatchObject([{ msdyn_description: 'before' }]);
  });
});

describe('an expense category', () => {
  it('whose transaction category is inactive is refused, and comes in once that is active again', async () => {
    const client = await openSandbox();
    const bind = await hotelCategory(client, false);
    const values = { msdyn_name: 'Hotel', 'msdyn_ExpenseCategoryuId@odata.bind': bind };

    const inactive = await client.call('POST', 'msdyn_expensecategories', values);
    expect(refusal(inactive)).toEqual([
      400,
      '0x80040265',
      expect.stringMatching(/Please select an Active, Expense Transaction Category\.$/),
    ]);

    await client.call('PATCH', bind.slice(1), { statecode: 0 });
    await client.create('msdyn_expensecategories', values);
    expect(client.sandbox.rows('msdyn_expensecategory')).toHaveLength(1);
  });
});
