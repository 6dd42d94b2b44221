import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { attempt, crossesToFinance } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { deleteRow, fresh, layGround, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const headers = 'Project subcontract purchase order header';
const lines = 'Project subcontract purchase order line';
const set = 'SubContractPurchaseOrderHeaders';
type Values = Parameters<World['june']['create']>[1];

const vendor = async (number: string) =>
  bind('accounts', await world.june.find('account', 'accountnumber', number));
const subcontract = async (number: string, more: Values = {}): Promise<string> =>
  world.june.create('msdyn_subcontract', {
    msdyn_subcontractnumber: number,
    msdyn_name: 'Welding crew',
    msdyn_subcontractdate: '2026-10-25',
    msdyn_vendor: await vendor('V-1001'),
    msdyn_project: bind('msdyn_projects', ground.projectId),
    msdyn_owningcompany: world.master.company.usmf,
    ...more,
  });
const line = async (header: string, number: string, more: Values = {}): Promise<string> =>
  world.june.create('msdyn_subcontractline', {
    msdyn_subcontractlinenumber: number,
    msdyn_name: 'Weld the frame',
    msdyn_writeinname: 'Frame',
    msdyn_subcontract: bind('msdyn_subcontracts', header),
    msdyn_linetype: 192350000,
    msdyn_transactionclassification: 192350000,
    msdyn_resourcecategory: bind(
      'bookableresourcecategories',
      await world.june.find('bookableresourcecategory', 'msdyn_resourcecategorynumber', 'RC-0001'),
    ),
    msdyn_transactioncategory: world.master.consulting,
    msdyn_project: bind('msdyn_projects', ground.projectId),
    msdyn_task: bind('msdyn_projecttasks', ground.taskId),
    msdyn_product: bind('products', await world.june.find('product', 'msdyn_productnumber', 'P-0001')),
    msdyn_unit: world.master.hour,
    msdyn_quantity: 12.5,
    msdyn_price: 80,
    msdyn_deliverydate: '2026-11-30',
    transactioncurrencyid: world.master.currency.USD,
    ...more,
  });

describe('Subcontract headers', () => {
  it('send every field that was accepted by name, and confirming one confirms its purchase order', async () => {
    const number = fresh('SC');
    const id = await subcontract(number);
    const key = { dataAreaId: 'usmf', ProjSubContractNumber: number };
    await crossesToFinance(world, headers, id, key, {
      SubConName: 'Welding crew',
      SubConDate: '2026-10-25',
      SubConState: 'Active',
      SubConStatus: 'Draft',
      OrderAccount: 'V-1001',
      ProjId: ground.project,
    });
    expect(world.rows('Finance', set, key)).toMatchObject([{ PurchaseOrderNumber: '' }]);
    // The integer of Confirmed is read from Dataverse by its label.
    await world.june.update('msdyn_subcontract', id, { statuscode: 192350000 });
    await world.run(world.change(headers, id));
    expect(world.rows('Finance', set, key)).toMatchObject([
      { SubConStatus: 'Confirmed', PurchaseOrderNumber: expect.stringMatching(/\d$/) as string },
    ]);
  });

  it('of a vendor without a language are refused in the words of Finance', async () => {
    const account = await world.june.find('account', 'accountnumber', 'V-1002');
    const id = await subcontract(fresh('SC'), { msdyn_vendor: bind('accounts', account) });
    expect(await attempt(world, headers, id)).toMatchObject({
      outcome: 'rejected',
      failure: { message: expect.stringContaining('Language') as string },
    });
  });

  it('are deleted with their lines', async () => {
    const number = fresh('SC');
    const id = await subcontract(number);
    await world.run(world.change(headers, id, { event: 'create' }));
    const own = await line(id, fresh('SCL'));
    await world.run(world.change(lines, own, { event: 'create' }));
    await deleteRow(world, 'msdyn_subcontracts', id);
    await world.run(world.change(lines, own, { event: 'delete' }));
    await world.run(world.change(headers, id, { event: 'delete' }));
    expect(world.rows('Finance', set, { ProjSubContractNumber: number })).toEqual([]);
    expect(world.rows('Finance', 'ProjSubContractPurchaseOrderLines', { SubcontractNumber: number })).toEqual(
      [],
    );
  });
});

describe('Subcontract lines', () => {
  it('send every field that was accepted by name, after their header', async () => {
    const number = fresh('SC');
    const header = await subcontract(number);
    const lineNumber = fresh('SCL');
    const id = await line(header, lineNumber);
    expect(await attempt(world, lines, id)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_subcontract' },
    });
    await world.run(world.change(headers, header, { event: 'create' }));
    await world.drain();
    const again = await line(header, fresh('SCL'));
    const { msdyn_subcontractlinenumber: own } =
      world.rows('Dataverse', 'msdyn_subcontractline', { msdyn_subcontractlineid: again })[0] ?? {};
    await crossesToFinance(
      world,
      lines,
      again,
      { dataAreaId: 'usmf', ProjSubContractLineNumber: String(own) },
      {
        SubcontractNumber: number,
        SubConLineStatus: 'Active',
        SubConLineType: 'QuantityBased',
        SubConTransClass: 'Time',
        SubConRoleID: 'RC-0001',
        SubConTransCategory: 'TCN-0000001000-D3B43',
        SubConWriteInName: 'Frame',
        Name: 'Weld the frame',
        ProjId: ground.project,
        ActivityNumber: ground.task,
        ItemId: 'P-0001',
        PurchQty: '12.5',
        PurchUnit: 'hr',
        PurchPrice: '80',
        DeliveryDate: '2026-11-30',
      },
    );
    expect(
      world.rows('Finance', 'ProjSubContractPurchaseOrderLines', { ProjSubContractLineNumber: lineNumber }),
    ).toHaveLength(1);
  });

  it('with a classification that no pair covers are refused, naming column and value', async () => {
    const header = await subcontract(fresh('SC'));
    await world.run(world.change(headers, header, { event: 'create' }));
    const id = await line(header, fresh('SCL'), { msdyn_transactionclassification: 192350003 });
    expect(await attempt(world, lines, id)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'msdyn_transactionclassification' },
    });
  });
});
