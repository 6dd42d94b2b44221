import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCheck } from '../../shared/close-check/close-check.ts';
import { calendarMonth } from '../../shared/periods/period.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { reconcile } from '../../shared/reconcile/reconcile.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, map, postJournal, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;

beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
}, 240_000);
afterAll(() => world.stop());

/** A posted vendor invoice of one line: three cable sets at a price. @returns rows that name its records. */
async function postInvoice(price: string): Promise<{ readonly header: string; readonly line: string }> {
  const number = fresh('VI');
  await world.alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number,
    date: '2026-10-27',
    currency: 'USD',
    description: 'Cable sets',
    lines: [
      {
        id: `${number}-1`,
        project: ground.project,
        task: ground.task,
        category: 'TCN-0000001002-D3B43',
        categoryType: 'Item',
        product: 'P-0001',
        unit: 'ea',
        date: '2026-10-27',
        billingType: 'NonChargeable',
        quantity: '3',
        price,
        role: 'RC-0001',
        text: number,
      },
    ],
  });
  await world.alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number });
  return { header: `usmf|V-1001|${number}`, line: `${number}-1|usmf` };
}

async function send({ header, line }: Awaited<ReturnType<typeof postInvoice>>): Promise<void> {
  await world.publish(world.change(map.invoices, header), world.change(map.invoiceLines, line));
  await world.drain({ patienceMs: 120_000 });
}

const costActuals = (amount: string) =>
  world.rows('Dataverse', 'msdyn_actual', {
    msdyn_amount: amount,
    msdyn_transactiontypecode: '192350000',
  });

async function round(): Promise<void> {
  const trail = dataverseCounterpart({ url: world.dataverse.url, credential: undefined, timeoutMs: 5_000 });
  await reconcile(world.sync, trail);
  await world.drain({ patienceMs: 120_000 });
}

describe('the close check of vendor invoices', { timeout: 240_000 }, () => {
  it('follows each posted line to its voucher, and names the hop where one stopped, with its amount', async () => {
    const whole = await postInvoice('19.99');
    await send(whole);
    await expect.poll(() => costActuals('59.97')).toHaveLength(1);
    await round();
    await postJournal(world);
    await round();
    const clean = await closeCheck(world.sync, 'usmf', calendarMonth('2026-10'));
    expect(clean).toMatchObject({ clean: true, open: [], differences: [], stopped: [] });
    expect(clean.totals).toMatchObject([
      { map: map.invoiceLines, currency: 'USD', lines: 1, amount: '59.97', openLines: 0, openAmount: '0' },
    ]);

    const unsent = await postInvoice('20.01');
    await send(unsent);
    await expect.poll(() => costActuals('60.03')).toHaveLength(1);
    const unknown = await postInvoice('30.01');
    const report = await closeCheck(world.sync, 'usmf', calendarMonth('2026-10'));
    expect(report.clean).toBe(false);
    expect(
      Object.fromEntries(report.stopped.map(({ line, stoppedAt, amount }) => [line, [stoppedAt, amount]])),
    ).toEqual({
      [unsent.line]: ['staging in Finance', '60.03'],
      [unknown.line]: ['row in Dataverse', '90.03'],
    });
    expect(report.totals).toMatchObject([{ lines: 3, openLines: 2, openAmount: '150.06' }]);
  });
});
