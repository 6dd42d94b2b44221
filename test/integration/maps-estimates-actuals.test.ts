import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { runScan } from '../../shared/sync/run-scan.ts';
import { attempt, crossesToFinance, sentContract, sentFundingSource } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { deleteRow, fresh, layGround, makeActual, map, sentProject, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const hours = 'Project Operations integration entity for hour estimates';
const expenses = 'Project Operations integration entity for expense estimates';
const materials = 'Project integration table for material estimates';
const cost = 192350000;
const sales = 192350005;

type Values = Parameters<World['june']['create']>[1];
const to = (set: string, id: string) => bind(set, id);
const forecasts = (id: string) =>
  world.finance.tables('Forecasts').filter((forecast) => forecast['ForecastId'] === id);

describe('Hour estimates', () => {
  const assignment = async (more: Values = {}): Promise<string> => {
    const role = await world.june.find('bookableresourcecategory', 'msdyn_resourcecategorynumber', 'RC-0001');
    const team = await world.june.create('msdyn_projectteam', {
      msdyn_project: to('msdyn_projects', ground.projectId),
      msdyn_resourcecategory: to('bookableresourcecategories', role),
    });
    return world.june.create('msdyn_resourceassignment', {
      msdyn_name: 'Weld',
      msdyn_fromdate: '2026-10-25T08:00:00Z',
      msdyn_hours: 7.5,
      msdyn_plannedcost: 468.75,
      msdyn_plannedsales: 937.5,
      msdyn_projectid: to('msdyn_projects', ground.projectId),
      msdyn_taskid: to('msdyn_projecttasks', ground.taskId),
      msdyn_bookableresourceid: to('bookableresources', await resource()),
      msdyn_projectteamid: to('msdyn_projectteams', team),
      ...more,
    });
  };
  const resource = () => world.june.find('bookableresource', 'name', 'June Low');

  it('send every field, become one forecast, and go when the assignment goes', async () => {
    const id = await assignment();
    await crossesToFinance(
      world,
      hours,
      id,
      { dataAreaId: 'usmf', EstimateHoursImportId: id },
      {
        ProjectId: ground.project,
        ActivityNumber: ground.task,
        Description: 'Weld',
        StartDate: '2026-10-25',
        Duration: '7.5',
        PlannedCostAmount: '468.75',
        PlannedSalesAmount: '937.5',
        ProjCDSResourceId: await resource(),
        ResourceCategoryId: 'RC-0001',
      },
    );
    await world.alicia.act('import-estimates', { company: 'usmf' });
    expect(forecasts(id)).toMatchObject([{ ForecastType: 'Hour', Quantity: '7.5' }]);
    await deleteRow(world, 'msdyn_resourceassignments', id);
    await world.run(world.change(hours, id, { event: 'delete' }));
    await world.alicia.act('import-estimates', { company: 'usmf' });
    expect(forecasts(id)).toEqual([]);
  });

  it('removed and added again are one forecast, not two', async () => {
    const first = await assignment();
    await world.run(world.change(hours, first, { event: 'create' }));
    await deleteRow(world, 'msdyn_resourceassignments', first);
    const second = await assignment();
    // The delete comes late, after the new assignment.
    await world.run(world.change(hours, second, { event: 'create' }));
    await world.run(world.change(hours, first, { event: 'delete' }));
    await world.alicia.act('import-estimates', { company: 'usmf' });
    expect([...forecasts(first), ...forecasts(second)]).toMatchObject([{ ForecastId: second }]);
  });

  it('without a project have no company and stay; hours with more digits than Finance keeps are refused', async () => {
    const id = await world.june.create('msdyn_resourceassignment', { msdyn_name: 'Nowhere' });
    expect(await attempt(world, hours, id)).toMatchObject({ outcome: 'skipped' });
    const task = await assignment({ msdyn_taskid: null, msdyn_hours: 0.1234567 });
    expect(await attempt(world, hours, task)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'msdyn_hours', message: expect.stringContaining('0.1234567') as string },
    });
  });
});

describe('Expense estimates', () => {
  const line = (more: Values = {}): Promise<string> =>
    world.june.create('msdyn_estimateline', {
      msdyn_description: 'Hotel',
      msdyn_transactionclassification: 192350001,
      msdyn_transactiontypecode: cost,
      msdyn_billingtype: 192350001,
      msdyn_quantity: 2,
      msdyn_price: 120.5,
      msdyn_startdatetime: '2026-10-25T08:00:00Z',
      msdyn_enddatetime: '2026-10-26T17:00:00Z',
      msdyn_project: to('msdyn_projects', ground.projectId),
      msdyn_task: to('msdyn_projecttasks', ground.taskId),
      msdyn_transactioncategory: world.master.consulting,
      transactioncurrencyid: world.master.currency.USD,
      ...more,
    });

  it('send every field; cost and sales line become one forecast in either order', async () => {
    const role = await world.june.find('bookableresourcecategory', 'msdyn_resourcecategorynumber', 'RC-0001');
    const person = await world.june.find('bookableresource', 'name', 'June Low');
    const costLine = await line({
      msdyn_resourcecategory: to('bookableresourcecategories', role),
      msdyn_bookableresource: to('bookableresources', person),
    });
    const salesLine = await line({
      msdyn_transactiontypecode: sales,
      msdyn_price: 150,
      msdyn_originestimateline: to('msdyn_estimatelines', costLine),
    });
    await world.run(world.change(expenses, salesLine, { event: 'create' }));
    await crossesToFinance(
      world,
      expenses,
      costLine,
      { dataAreaId: 'usmf', EstimateExpensesImportId: costLine },
      {
        EstimateLineId: costLine,
        OriginEstimateLineId: '00000000-0000-0000-0000-000000000000',
        ProjectId: ground.project,
        ActivityNumber: ground.task,
        Description: 'Hotel',
        TransType: 'Cost',
        BillingType: 'Chargeable',
        CurrencyId: 'USD',
        Quantity: '2',
        Price: '120.5',
        TransactionCategoryId: 'TCN-0000001000-D3B43',
        StartDate: '2026-10-25',
        EndDate: '2026-10-26',
        ResourceCategoryId: 'RC-0001',
        ProjCDSResourceId: person,
      },
    );
    await world.alicia.act('import-estimates', { company: 'usmf' });
    expect(forecasts(costLine)).toMatchObject([
      { ForecastType: 'Expense', Quantity: '2', CostAmount: '241', SalesAmount: '300' },
    ]);
    expect(forecasts(salesLine)).toEqual([]);
  });

  it('of another classification do not cross, and one that is reclassified leaves Finance and comes as the other kind', async () => {
    const id = await line({ msdyn_transactionclassification: 192350000 });
    expect(await attempt(world, expenses, id)).toMatchObject({ outcome: 'skipped' });
    await world.june.update('msdyn_estimateline', id, { msdyn_transactionclassification: 192350001 });
    await world.run(world.change(expenses, id));
    expect(world.rows('Finance', 'ProjEstimateExpensesImports', { EstimateLineId: id })).toHaveLength(1);
    await world.june.update('msdyn_estimateline', id, { msdyn_transactionclassification: 192350002 });
    await world.run(world.change(expenses, id));
    await world.run(world.change(materials, id));
    expect(await world.state(expenses, id)).toMatchObject({
      outcome: 'deleted',
      reason: expect.stringContaining('outside the filter') as string,
    });
    expect(world.rows('Finance', 'ProjEstimateExpensesImports', { EstimateLineId: id })).toEqual([]);
    expect(world.rows('Finance', 'ProjForecastSalesImport', { ForecastLineId: id })).toHaveLength(1);
  });

  it('are refused with a transaction type that no pair covers, naming column and value', async () => {
    const id = await line({ msdyn_transactiontypecode: 192350004 });
    expect(await attempt(world, expenses, id)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'msdyn_transactiontypecode' },
    });
  });
});

describe('Material estimates', () => {
  const line = async (more: Values = {}): Promise<string> => {
    const product = await world.june.find('product', 'msdyn_productnumber', 'P-0001');
    return world.june.create('msdyn_estimateline', {
      msdyn_description: 'Cable sets',
      msdyn_transactionclassification: 192350002,
      msdyn_transactiontypecode: cost,
      msdyn_billingtype: 192350000,
      msdyn_quantity: 3,
      msdyn_price: 19.99,
      msdyn_startdatetime: '2026-10-25T08:00:00Z',
      msdyn_enddatetime: '2026-10-25T17:00:00Z',
      msdyn_project: to('msdyn_projects', ground.projectId),
      msdyn_task: to('msdyn_projecttasks', ground.taskId),
      msdyn_product: to('products', product),
      msdyn_transactioncategory: world.master.consulting,
      transactioncurrencyid: world.master.currency.USD,
      ...more,
    });
  };

  it('send every field', async () => {
    const id = await line();
    await crossesToFinance(
      world,
      materials,
      id,
      { dataAreaId: 'usmf', ImportId: id },
      {
        ForecastLineId: id,
        ForecastLineIdOrigin: '00000000-0000-0000-0000-000000000000',
        ProjId: ground.project,
        ActivityNumber: ground.task,
        ItemId: 'P-0001',
        Comment: 'Cable sets',
        TransType: 'Cost',
        BillingType: 'NonChargeable',
        Currency: 'USD',
        SalesQty: '3',
        Price: '19.99',
        TransactionCategoryId: 'TCN-0000001000-D3B43',
        StartDate: '2026-10-25',
        EndDate: '2026-10-25',
      },
    );
  });

  it('wait for a product that Finance does not hold, and say which native map brings it', async () => {
    const product = await world.june.create('product', {
      name: 'New cable',
      productnumber: 'P-0777',
      msdyn_productnumber: 'P-0777',
    });
    const id = await line({ msdyn_product: to('products', product) });
    expect(await attempt(world, materials, id)).toMatchObject({
      outcome: 'waiting',
      failure: {
        field: 'ItemId',
        message: expect.stringContaining('P-0777') as string,
        hint: expect.stringContaining('CDS released distinct products') as string,
      },
    });
    await world.plant('CDSReleasedDistinctProducts', { dataAreaId: 'usmf', ProductNumber: 'P-0777' });
    await world.drain();
    expect(await world.state(materials, id)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Actuals', () => {
  it('send every field, with raw option values and the day that no time zone shifts', async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const source = await sentFundingSource(world, order);
    const number = fresh('P');
    const project = await sentProject(world, number, { msdyn_salesorderid: to('salesorders', order) });
    const person = await world.june.find('bookableresource', 'name', 'June Low');
    const product = await world.june.find('product', 'msdyn_productnumber', 'P-0001');
    const id = await world.system.create('msdyn_actual', {
      ...actualRow(world.master, {
        type: 'cost',
        company: 'usmf',
        project,
        date: '2026-10-25',
        hours: 8,
        price: 62.5,
        billing: 'chargeable',
        text: 'Install',
      }),
      msdyn_billingstatus: 192350004,
      msdyn_adjustmentstatus: 192350002,
      msdyn_exchangeratedate: '2026-10-24T00:00:00Z',
      msdyn_startdatetime: '2026-10-25T06:00:00Z',
      msdyn_enddatetime: '2026-10-25T14:00:00Z',
      msdyn_projectcontractsplitbillingrule: to('msdyn_projectcontractsplitbillingrules', source.id),
      msdyn_valueofsalescontractline: 'line-1',
      msdyn_product: to('products', product),
      msdyn_nameofbookableresource: 'June Low',
      msdyn_bookableresource: to('bookableresources', person),
      msdyn_resourcingcompany: world.master.company.frrt,
      msdyn_externaldescription: 'Sunday shift',
      msdyn_externalreferenceid: 'ref-1',
      msdyn_externaloriginreference: 'origin-1',
      msdyn_isjournalized: true,
    });
    await crossesToFinance(
      world,
      map.actuals,
      id,
      { dataAreaId: 'usmf', ActualsImportId: id },
      {
        ActualId: id,
        TransactionType: 'Cost',
        TransactionClassification: '192350000',
        BillingType: 'Chargeable',
        BillingStatusId: '192350004',
        AdjustmentStatus: '192350002',
        Status: '0',
        StatusReason: '1',
        DocumentDate: '2026-10-25',
        AccountingDate: '2026-10-25',
        ExchangeRateDate: '2026-10-24',
        StartDate: '2026-10-25T06:00:00Z',
        EndDate: '2026-10-25T14:00:00Z',
        Quantity: '8',
        UnitPrice: '62.5',
        Amount: '500',
        TransactionCurrencyId: 'USD',
        ProjectId: number,
        ProjectDataAreaId: 'usmf',
        TaskNumber: '',
        ContractId: contract,
        ContractLineId: 'line-1',
        FundingSource: source.number,
        InvoiceProposalId: '',
        TransactionCategoryId: 'TCN-0000001000-D3B43',
        UnitOfMeasure: 'hr',
        ProductNumber: 'P-0001',
        BookableResourceName: 'June Low',
        ResourceId: person,
        ResourcingCompany: 'frrt',
        Description: 'Install',
        ExternalDescription: 'Sunday shift',
        ExternalReference: 'ref-1',
        ExternalOriginReference: 'origin-1',
        IsJournalized: 'Yes',
      },
    );
  });

  it('get voucher, amount, rate and tax back when Finance has posted them, and are frozen from then on', async () => {
    const id = await makeActual(world, ground.projectId);
    await world.run(world.change(map.actuals, id, { event: 'create' }));
    await world.alicia.act('import-from-staging', { company: 'usmf' });
    await world.alicia.act('post-integration-journal', { company: 'usmf', taxPercent: '10' });
    await world.run(world.change(map.actuals, id, { source: 'finance', event: 'seen' }));
    expect(world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id })).toMatchObject([
      {
        msdyn_vouchernumber: expect.stringMatching(/^USMF-/) as string,
        msdyn_accountingamount: '500',
        msdyn_accountexchangerate: '1',
        msdyn_accountingtaxamount: '50',
      },
    ]);
    await world.system.update('msdyn_actual', id, { msdyn_amount: 9999 });
    expect(await attempt(world, map.actuals, id)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('Amount') as string,
    });
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: id })).toMatchObject([{ Amount: '500' }]);
  });

  it('F62: wait for a unit of measure that another system makes, and name whom to ask', async () => {
    const unit = await world.june.create('uom', { name: 'box', msdyn_symbol: 'box' });
    const id = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', id, { msdyn_unit: to('uoms', unit) });
    expect(await attempt(world, map.actuals, id)).toMatchObject({
      outcome: 'waiting',
      failure: {
        field: 'UnitOfMeasure',
        message: 'The unit of measure box does not exist in Finance.',
        hint: expect.stringContaining('an administrator') as string,
      },
    });
    await world.plant('UnitsOfMeasure', { UnitSymbol: 'box' });
    await world.drain();
    expect(await world.state(map.actuals, id)).toMatchObject({ outcome: 'applied' });
  });

  it('of intercompany work: the cost stays, one row goes to the borrowing company, two to the lending one', async () => {
    const project = await sentProject(world, fresh('P'));
    const own = { project, date: '2026-10-25', hours: 8, price: 50, billing: 'chargeable' } as const;
    const at = (type: number, company: 'usmf' | 'frrt', skipSync: boolean): Promise<string> =>
      world.system.create('msdyn_actual', {
        ...actualRow(world.master, { ...own, type: 'cost', company, text: 'Lent', skipSync }),
        msdyn_transactiontypecode: type,
      });
    const [costOf, unbilled, unitCost, interOrg] = [
      await at(cost, 'usmf', true),
      await at(sales, 'usmf', false),
      await at(192350007, 'frrt', false),
      await at(192350008, 'frrt', false),
    ];
    for (const id of [costOf, unbilled, unitCost, interOrg]) await attempt(world, map.actuals, id);
    const staged = (id: string) =>
      world
        .rows('Finance', 'ProjActualsImports', { ActualId: id })
        .map((row) => `${String(row['dataAreaId'])} ${String(row['TransactionType'])}`);
    expect(staged(costOf)).toEqual([]);
    expect(await world.state(map.actuals, costOf)).toMatchObject({ outcome: 'skipped' });
    expect(staged(unbilled)).toEqual(['usmf Sales']);
    expect(staged(unitCost)).toEqual(['frrt ResourcingUnitCost']);
    expect(staged(interOrg)).toEqual(['frrt InterOrgSales']);
    const refused = (await world.alicia.act('import-from-staging', { company: 'frrt' }))['refused'];
    expect(JSON.stringify(refused)).toContain('Intercompany relationship has to be set up');
    await world.alicia.act('set-intercompany', { borrowing: 'usmf', lending: 'frrt', vendor: 'V-FRRT' });
    expect(await world.alicia.act('import-from-staging', { company: 'frrt' })).toMatchObject({
      journalLines: 2,
      refused: [],
    });
  });

  it('of a resourcing unit in the company of the project: none of the extra ones crosses', async () => {
    const project = await sentProject(world, fresh('P'));
    for (const type of [192350007, 192350008]) {
      const id = await world.system.create('msdyn_actual', {
        ...actualRow(world.master, {
          type: 'cost',
          company: 'usmf',
          project,
          date: '2026-10-25',
          hours: 8,
          price: 50,
          billing: 'chargeable',
          text: 'Own unit',
        }),
        msdyn_transactiontypecode: type,
      });
      expect(await attempt(world, map.actuals, id)).toMatchObject({
        outcome: 'skipped',
        reason: expect.stringContaining('outside the filter') as string,
      });
      expect(world.rows('Finance', 'ProjActualsImports', { ActualId: id })).toEqual([]);
    }
  });

  it('of a billing type without a line property in the company are a fault of its setup, named, and go on after it', async () => {
    await world.alicia.act('set-line-property', {
      company: 'usmf',
      billingType: 'Complimentary',
      exists: false,
    });
    const id = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', id, { msdyn_billingtype: 192350002 });
    expect(await attempt(world, map.actuals, id)).toMatchObject({
      outcome: 'retrying',
      failure: { message: expect.stringContaining('Line property Complimentary') as string },
    });
    await world.alicia.act('set-line-property', {
      company: 'usmf',
      billingType: 'Complimentary',
      exists: true,
    });
    await world.drain();
    expect(await world.state(map.actuals, id)).toMatchObject({ outcome: 'applied' });
  });

  it('that were there before the ledger knew their project do not wait for it: Finance is asked', async () => {
    const number = fresh('P');
    const project = await world.june.create('msdyn_project', {
      msdyn_projectnumber: number,
      msdyn_subject: 'Older than the integration',
      msdyn_owningcompany: world.master.company.usmf,
    });
    const id = await makeActual(world, project);
    expect(await attempt(world, map.actuals, id)).toMatchObject({ outcome: 'waiting' });
    await world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: 'Old' });
    await world.drain();
    expect(await world.state(map.actuals, id)).toMatchObject({ outcome: 'applied' });
    expect(await world.state(map.projects, project)).not.toMatchObject({ outcome: 'applied' });
  });
});

describe('Transaction relationships', () => {
  it('send every field, after both actuals', async () => {
    const first = await makeActual(world, ground.projectId);
    const second = await makeActual(world, ground.projectId, { type: 'unbilledSales' });
    const id = await world.system.create('msdyn_transactionconnection', {
      msdyn_transaction1: first,
      msdyn_transaction1type: 'msdyn_actual',
      msdyn_transaction1role: 'cost',
      msdyn_transaction2: second,
      msdyn_transaction2type: 'msdyn_actual',
      msdyn_transaction2role: 'unbilledsales',
    });
    expect(await attempt(world, map.connections, id, { event: 'create' })).toMatchObject({
      outcome: 'waiting',
    });
    await world.run(world.change(map.actuals, first, { event: 'create' }));
    await world.run(world.change(map.actuals, second, { event: 'create' }));
    await world.drain();
    const other = await world.system.create('msdyn_transactionconnection', {
      msdyn_transaction1: first,
      msdyn_transaction1type: 'msdyn_actual',
      msdyn_transaction1role: 'cost',
      msdyn_transaction2: second,
      msdyn_transaction2type: 'msdyn_actual',
      msdyn_transaction2role: 'unbilledsales',
    });
    await crossesToFinance(
      world,
      map.connections,
      other,
      { ConnectionId: other },
      {
        Transaction1Id: first,
        Transaction1Type: 'msdyn_actual',
        Transaction1Role: 'cost',
        Transaction2Id: second,
        Transaction2Type: 'msdyn_actual',
        Transaction2Role: 'unbilledsales',
      },
    );
    expect(await world.state(map.connections, id)).toMatchObject({ outcome: 'applied' });
  });

  it('of an actual that is not sent are not sent either, with its reason', async () => {
    const first = await makeActual(world, ground.projectId, { skipSync: true });
    const second = await makeActual(world, ground.projectId, { type: 'unbilledSales' });
    await attempt(world, map.actuals, first);
    await attempt(world, map.actuals, second);
    const id = await world.system.create('msdyn_transactionconnection', {
      msdyn_transaction1: first,
      msdyn_transaction1type: 'msdyn_actual',
      msdyn_transaction2: second,
      msdyn_transaction2type: 'msdyn_actual',
    });
    expect(await attempt(world, map.connections, id)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('is not sent') as string,
    });
  });
});

describe("An accountant's own columns", () => {
  it('survive any number of updates: only mapped columns are ever sent', async () => {
    const number = fresh('C');
    const order = await sentContract(world, number);
    await world.plant('ProjectContractHeaders', {
      dataAreaId: 'usmf',
      ProjectContractId: number,
      TermsOfPayment: 'Net45',
    });
    for (const name of ['First', 'Second', 'Third']) {
      await world.june.update('salesorder', order, { name });
      await world.run(world.change(map.contracts, order));
      await world.run(world.change(map.contracts, order, { mode: 'verify' }));
    }
    expect(world.rows('Finance', 'ProjectContractHeaders', { ProjectContractId: number })).toMatchObject([
      { Name: 'Third', TermsOfPayment: 'Net45' },
    ]);
    const id = await makeActual(world, ground.projectId);
    await world.run(world.change(map.actuals, id, { event: 'create' }));
    await world.plant('ProjActualsImports', {
      dataAreaId: 'usmf',
      ActualsImportId: id,
      CustomerAccountNumber: 'US-001',
    });
    await world.system.update('msdyn_actual', id, { msdyn_description: 'Again' });
    await world.run(world.change(map.actuals, id));
    await runScan(world.sync, { schema: 'scan/1', map: map.actuals, company: 'usmf', origin: 'test' });
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: id })).toMatchObject([
      { Description: 'Again', CustomerAccountNumber: 'US-001' },
    ]);
  });
});
