import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { attempt, crossesToFinance, sentContract, sentContractLine, sentFundingSource } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { deleteRow, fresh, makeActual, makeProject, makeTask, map, sentProject } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const lines = 'Project contract lines';
const funding = 'Project funding source';
const roles = 'Project resource roles for all companies';
const workers = 'Project worker resource import';
const categories = 'Project transaction categories';
const milestones = 'Project Operations integration contract line milestones';

describe('Project contract headers', () => {
  it('send every field of a contract', async () => {
    const number = fresh('C');
    const id = await world.june.create('salesorder', {
      msdyn_salesordernumber: number,
      name: 'Fabrication, phase 1',
      msdyn_ordertype: 192350001,
      customerid_account: world.master.customer.usmf,
      transactioncurrencyid: world.master.currency.EUR,
      msdyn_owningcompany: world.master.company.usmf,
    });
    await crossesToFinance(
      world,
      map.contracts,
      id,
      { dataAreaId: 'usmf', ProjectContractId: number },
      {
        Name: 'Fabrication, phase 1',
        SalesCurrencyCode: 'EUR',
        CustomerAccountNumber: 'US-001',
        IntegrationSourceDataId: id,
      },
    );
  });

  it('wait for a customer that Finance does not know yet, and name it', async () => {
    const account = await world.june.create('account', {
      accountnumber: 'US-777',
      name: 'Newcomer',
      msdyn_company: world.master.company.usmf,
    });
    const id = await sentContract(world, fresh('C'), { customerid_account: bind('accounts', account) });
    expect(await world.state(map.contracts, id)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'CustomerAccountNumber', message: expect.stringContaining('US-777') as string },
    });
    await world.alicia.act('create-customer', { company: 'usmf', number: 'US-777' });
    await world.drain();
    expect(await world.state(map.contracts, id)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Project contract lines', () => {
  it('send every field, and the billing method decides the rule that Finance makes', async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const number = fresh('P');
    const project = await sentProject(world, number);
    const create = (sequence: number, method: number): Promise<string> =>
      world.june.create('salesorderdetail', {
        salesorderid: bind('salesorders', order),
        sequencenumber: sequence,
        productdescription: 'Assembly',
        msdyn_linetype: 690970000,
        msdyn_billingmethod: method,
        msdyn_includetime: true,
        msdyn_includeexpense: false,
        msdyn_includematerial: true,
        msdyn_includefee: false,
        extendedamount: 1234.56,
        msdyn_project: bind('msdyn_projects', project),
        transactioncurrencyid: world.master.currency.USD,
      });
    const key = { dataAreaId: 'usmf', ProjectContractId: contract };
    const values = {
      Description: 'Assembly',
      AreHourTransactionsIncluded: 'Yes',
      AreExpenseTransactionsIncluded: 'No',
      AreItemTransactionsIncluded: 'Yes',
      AreFeeTransactionsIncluded: 'No',
      LineProjectId: number,
      LineAmount: '1234.56',
    };
    const timed = await create(1, 192350000);
    await crossesToFinance(
      world,
      lines,
      timed,
      { ...key, LineSequenceNumber: '1' },
      { ...values, BillingMethod: 'TimeMaterial', ContractLineId: timed },
    );
    const fixed = await create(2, 192350001);
    await crossesToFinance(
      world,
      lines,
      fixed,
      { ...key, LineSequenceNumber: '2' },
      { ...values, BillingMethod: 'FixedPrice', ContractLineId: fixed },
    );
    expect(
      world.finance.tables('BillingRules').filter((rule) => rule['ProjectContractId'] === contract),
    ).toMatchObject([
      { LineSequenceNumber: '1', BillingRule: 'TimeAndMaterial' },
      { LineSequenceNumber: '2', BillingRule: 'Milestone' },
    ]);
  });

  it('wait for their contract, and go with it', async () => {
    const contract = await world.june.create('salesorder', {
      msdyn_salesordernumber: fresh('C'),
      name: 'Later',
      msdyn_ordertype: 192350001,
      customerid_account: world.master.customer.usmf,
      msdyn_owningcompany: world.master.company.usmf,
    });
    const project = await sentProject(world, fresh('P'));
    const line = await sentContractLine(world, contract, project, 1);
    expect(await world.state(lines, line)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'salesorderid' },
    });
    await world.run(world.change(map.contracts, contract, { event: 'create' }));
    await world.drain();
    expect(await world.state(lines, line)).toMatchObject({ outcome: 'applied' });
    await deleteRow(world, 'salesorderdetails', line);
    await world.run(world.change(lines, line, { event: 'delete' }));
    expect(world.rows('Finance', 'ProjectContractLines', { ContractLineId: line })).toEqual([]);
    expect(
      world.finance.tables('BillingRules').filter((rule) => rule['ProjectContractId'] === 'Later'),
    ).toEqual([]);
  });

  it('are refused with a billing method that no pair covers, naming column and value', async () => {
    const order = await sentContract(world, fresh('C'));
    const project = await sentProject(world, fresh('P'));
    const line = await world.june.create('salesorderdetail', {
      salesorderid: bind('salesorders', order),
      sequencenumber: 1,
      msdyn_linetype: 690970000,
      msdyn_project: bind('msdyn_projects', project),
    });
    expect(await attempt(world, lines, line)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'msdyn_billingmethod', hint: expect.stringContaining('table map') as string },
    });
  });

  it('of one contract that arrive at once do not lock each other out of Finance', async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const project = await sentProject(world, fresh('P'));
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        world.june.create('salesorderdetail', {
          salesorderid: bind('salesorders', order),
          sequencenumber: index + 1,
          msdyn_linetype: 690970000,
          msdyn_billingmethod: 192350000,
          msdyn_project: bind('msdyn_projects', project),
        }),
      ),
    );
    await Promise.all(ids.map((id) => world.run(world.change(lines, id, { event: 'create' }))));
    await world.drain();
    for (const id of ids) {
      expect(await world.state(lines, id)).toMatchObject({ outcome: 'applied' });
      expect(JSON.stringify(await world.timeline(lines, id))).not.toContain('update conflict');
    }
    expect(world.rows('Finance', 'ProjectContractLines', { ProjectContractId: contract })).toHaveLength(12);
  });
});

describe('Project funding sources', () => {
  it('send every field, follow an update and a delete', async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const number = fresh('FS');
    const id = await world.june.create('msdyn_projectcontractsplitbillingrule', {
      msdyn_projectcontractsplitbillingrulenumber: number,
      msdyn_projectcontractid: bind('salesorders', order),
      msdyn_contractcustomer: world.master.customer.usmf,
    });
    const key = { dataAreaId: 'usmf', ProjectContractID: contract, FundingSourceId: number };
    await crossesToFinance(world, funding, id, key, {
      CustomerOrOrganization: 'US-001',
      FundingType: 'Customer',
    });
    await world.alicia.act('create-customer', { company: 'usmf', number: 'US-002' });
    const other = await world.june.create('account', {
      accountnumber: 'US-002',
      name: 'Second payer',
      msdyn_company: world.master.company.usmf,
    });
    await world.june.update('msdyn_projectcontractsplitbillingrule', id, {
      msdyn_contractcustomer: bind('accounts', other),
    });
    await world.run(world.change(funding, id));
    expect(world.rows('Finance', 'ProjectFundingSources', key)).toMatchObject([
      { CustomerOrOrganization: 'US-002' },
    ]);
    await deleteRow(world, 'msdyn_projectcontractsplitbillingrules', id);
    await world.run(world.change(funding, id, { event: 'delete' }));
    expect(world.rows('Finance', 'ProjectFundingSources', key)).toEqual([]);
  });

  it('that an actual names cannot be deleted; the refusal is in the words of Finance', async () => {
    const order = await sentContract(world, fresh('C'));
    const source = await sentFundingSource(world, order);
    const project = await sentProject(world, fresh('P'), { msdyn_salesorderid: bind('salesorders', order) });
    const actual = await makeActual(world, project);
    await world.system.update('msdyn_actual', actual, {
      msdyn_projectcontractsplitbillingrule: bind('msdyn_projectcontractsplitbillingrules', source.id),
    });
    await world.run(world.change(map.actuals, actual));
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: actual })).toMatchObject([
      { FundingSource: source.number },
    ]);
    await deleteRow(world, 'msdyn_projectcontractsplitbillingrules', source.id);
    expect(await attempt(world, funding, source.id, { event: 'delete' })).toMatchObject({
      outcome: 'rejected',
      failure: { message: expect.stringContaining('cannot be deleted') as string },
    });
  });
});

describe('Projects V2', () => {
  it('send every field of a project', async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const number = fresh('P');
    const id = await makeProject(world, number, {
      msdyn_subject: 'Line 1',
      msdyn_description: 'Two presses',
      msdyn_tzascheduledstart: '2026-10-01T00:00:00Z',
      msdyn_finish: '2026-12-31T23:00:00Z',
      msdyn_actualstart: '2026-10-02T08:00:00Z',
      msdyn_actualend: '2026-11-30T17:00:00Z',
      msdyn_salesorderid: bind('salesorders', order),
    });
    await crossesToFinance(
      world,
      map.projects,
      id,
      { dataAreaId: 'usmf', ProjectId: number },
      {
        ProjectName: 'Line 1',
        Description: 'Two presses',
        ProjectStage: 'InProcess',
        ProjectedStartDate: '2026-10-01',
        ProjectedEndDate: '2026-12-31',
        ActualStartDate: '2026-10-02',
        ActualEndDate: '2026-11-30',
        ProjectContractId: contract,
        CustomerAccountNumber: 'US-001',
        IntegrationSourceDataId: id,
      },
    );
  });

  it('are not completed in Finance while a record of theirs is open, and are when it is settled', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    const task = await makeTask(world, id, fresh('A'), { msdyn_subject: null });
    expect(await attempt(world, map.tasks, task)).toMatchObject({ outcome: 'rejected' });
    await world.june.update('msdyn_project', id, { statecode: 1, statuscode: 2 });
    await world.run(world.change(map.projects, id));
    const stage = () => world.rows('Finance', 'ProjectsV2', { ProjectId: number })[0]?.['ProjectStage'];
    expect(stage()).toBe('InProcess');
    expect(await world.state(map.projects, id)).toMatchObject({
      outcome: 'waiting',
      failure: {
        code: 'project-not-quiet',
        message: expect.stringContaining('Project tasks') as string,
      },
    });
    await world.june.update('msdyn_projecttask', task, { msdyn_subject: 'Named now' });
    await world.run(world.change(map.tasks, task));
    await world.drain();
    expect(stage()).toBe('Completed');
    expect(world.rows('Finance', 'ProjectTasks', { ProjectId: number })).toHaveLength(1);
  });

  it('of other projects do not wait for it, and a project that is done is compared like any other', async () => {
    const busy = await sentProject(world, fresh('P'));
    const task = await makeTask(world, busy, fresh('A'), { msdyn_subject: null });
    await attempt(world, map.tasks, task);
    const number = fresh('P');
    const done = await sentProject(world, number);
    await world.june.update('msdyn_project', done, { statecode: 1, statuscode: 2 });
    await world.run(world.change(map.projects, done));
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([
      { ProjectStage: 'Completed' },
    ]);
    const late = await makeTask(world, done, fresh('A'), { msdyn_subject: null });
    await attempt(world, map.tasks, late);
    await world.june.update('msdyn_project', done, { msdyn_description: 'Handed over' });
    await world.run(world.change(map.projects, done));
    expect(await world.state(map.projects, done)).toMatchObject({ outcome: 'applied' });
  });

  it('are not deleted in Finance while a record of theirs is open', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    const task = await makeTask(world, id, fresh('A'), { msdyn_subject: null });
    await attempt(world, map.tasks, task);
    await deleteRow(world, 'msdyn_projects', id);
    await world.run(world.change(map.projects, id, { event: 'delete' }));
    expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'waiting' });
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    // The task went with its project: its record is settled by the delete, and the project may go.
    await world.run(world.change(map.tasks, task, { event: 'delete' }));
    await world.drain();
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toEqual([]);
  });
});

describe('Project tasks', () => {
  it('send every field of a task', async () => {
    const project = fresh('P');
    const projectId = await sentProject(world, project);
    const parent = await makeTask(world, projectId, fresh('A'));
    await world.run(world.change(map.tasks, parent, { event: 'create' }));
    const number = fresh('A');
    const id = await makeTask(world, projectId, number, {
      msdyn_subject: 'Install',
      msdyn_outlinelevel: 2,
      msdyn_displaysequence: 3.25,
      msdyn_parenttask: bind('msdyn_projecttasks', parent),
    });
    await crossesToFinance(
      world,
      map.tasks,
      id,
      { dataAreaId: 'usmf', ProjectId: project, TaskId: number },
      {
        TaskName: 'Install',
        TaskElementId: id,
        ParentTaskElementId: parent,
        TaskOutlineLevel: '2',
        TaskDisplaySequence: '3.25',
      },
    );
  });

  it('without a name are refused with the field that Finance names', async () => {
    const project = await sentProject(world, fresh('P'));
    const id = await makeTask(world, project, fresh('A'), { msdyn_subject: null });
    expect(await attempt(world, map.tasks, id)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'TaskName' },
    });
  });
});

describe('Project resource roles', () => {
  it('send every field, and Finance makes a role in every legal entity', async () => {
    const number = fresh('RC');
    const id = await world.june.create('bookableresourcecategory', {
      msdyn_resourcecategorynumber: number,
      name: 'Welder',
    });
    await crossesToFinance(
      world,
      roles,
      id,
      { RoleId: number },
      {
        Description: 'Welder',
        IsCategoryDisabled: 'False',
      },
    );
    const inCompanies = () =>
      world.finance
        .tables('ResourceRoles')
        .filter((role) => role['RoleId'] === number)
        .map((role) => `${role['dataAreaId'] ?? ''} ${role['IsCategoryDisabled'] ?? ''}`)
        .sort();
    expect(inCompanies()).toEqual(['demf False', 'frrt False', 'usmf False']);
    await world.june.update('bookableresourcecategory', id, { statecode: 1, statuscode: 2 });
    await world.run(world.change(roles, id));
    expect(inCompanies()).toEqual(['demf True', 'frrt True', 'usmf True']);
    await deleteRow(world, 'bookableresourcecategories', id);
    await world.run(world.change(roles, id, { event: 'delete' }));
    expect(inCompanies()).toEqual([]);
  });

  it('without a number wait, naming the column, and go on when they have one', async () => {
    const id = await world.june.create('bookableresourcecategory', { name: 'Nobody' });
    expect(await attempt(world, roles, id)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_resourcecategorynumber' },
    });
    await world.june.update('bookableresourcecategory', id, { msdyn_resourcecategorynumber: fresh('N') });
    await world.drain();
    expect(await world.state(roles, id)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Project worker resources', () => {
  it('send every field, and wait for a worker whom Finance does not know', async () => {
    const worker = await world.june.find('cdm_worker', 'cdm_workernumber', '000020');
    const id = await world.june.create('bookableresource', {
      name: 'June Low',
      msdyn_worker: bind('cdm_workers', worker),
    });
    await crossesToFinance(world, workers, id, { ProjCDSResourceId: id }, { PersonnelNumber: '000020' });
    const stranger = await world.june.create('cdm_worker', { cdm_workernumber: '000999' });
    const other = await world.june.create('bookableresource', {
      name: 'Nobody',
      msdyn_worker: bind('cdm_workers', stranger),
    });
    expect(await attempt(world, workers, other, { event: 'create' })).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'PersonnelNumber', message: expect.stringContaining('000999') as string },
    });
    await world.plant('Workers', { PersonnelNumber: '000999' });
    await world.drain();
    expect(await world.state(workers, other)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Project transaction categories', () => {
  it('send every field, and Finance makes four shared categories of one', async () => {
    const number = fresh('TCN');
    const id = await world.june.create('msdyn_transactioncategory', {
      msdyn_transactioncategorynumber: number,
      msdyn_name: 'Welding',
    });
    await crossesToFinance(world, categories, id, { CategoryId: number }, { Name: 'Welding' });
    expect(
      world.finance.tables('SharedCategories').filter((shared) => shared['Name'] === 'Welding'),
    ).toMatchObject([
      { CategoryId: `${number}-1`, CategoryType: 'Hour' },
      { CategoryId: `${number}-2`, CategoryType: 'Fee' },
      { CategoryId: `${number}-3`, CategoryType: 'Item' },
      { CategoryId: `${number}-4`, CategoryType: 'Expense' },
    ]);
    await deleteRow(world, 'msdyn_transactioncategories', id);
    await world.run(world.change(categories, id, { event: 'delete' }));
    expect(world.rows('Finance', 'ProjectTransactionCategories', { CategoryId: number })).toEqual([]);
  });

  it('without a number wait, naming the column, and go on when they have one', async () => {
    const id = await world.june.create('msdyn_transactioncategory', { msdyn_name: 'No number' });
    expect(await attempt(world, categories, id)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_transactioncategorynumber' },
    });
    await world.june.update('msdyn_transactioncategory', id, { msdyn_transactioncategorynumber: fresh('N') });
    await world.drain();
    expect(await world.state(categories, id)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Contract line milestones', () => {
  const ground = async () => {
    const contract = fresh('C');
    const order = await sentContract(world, contract);
    const number = fresh('P');
    const project = await sentProject(world, number);
    const activity = fresh('A');
    const task = await makeTask(world, project, activity);
    await world.run(world.change(map.tasks, task, { event: 'create' }));
    const line = await sentContractLine(world, order, project, 1);
    return { contract, order, number, project, activity, task, line };
  };
  type Ground = Awaited<ReturnType<typeof ground>>;
  const milestone = (at: Ground, more: Parameters<World['june']['create']>[1] = {}): Promise<string> =>
    world.june.create('msdyn_contractlinescheduleofvalue', {
      msdyn_name: 'First third',
      msdyn_amount: 333.33,
      msdyn_milestonedate: '2026-10-25T00:00:00Z',
      msdyn_invoicedate: '2026-10-24T22:00:00Z',
      msdyn_contractlineid: at.line,
      msdyn_contract: bind('salesorders', at.order),
      msdyn_project: bind('msdyn_projects', at.project),
      msdyn_projecttask: bind('msdyn_projecttasks', at.task),
      transactioncurrencyid: world.master.currency.USD,
      ...more,
    });

  it('send every field with the date that no time zone shifts; Finance makes an on-account transaction of each, and one estimate project', async () => {
    const at = await ground();
    const first = await milestone(at);
    const key = { dataAreaId: 'usmf', ContractLineMilestoneIdentifier: first };
    await crossesToFinance(world, milestones, first, key, {
      ContractLineMilestoneGuid: first,
      Description: 'First third',
      TransactionDate: '2026-10-25',
      Amount: '333.33',
      CurrencyCode: 'USD',
      ContractLineId: at.line,
      ProjectContractId: at.contract,
      ProjectNumber: at.number,
      ActivityNumber: at.activity,
    });
    const second = await milestone(at, { msdyn_name: 'Second third' });
    await world.run(world.change(milestones, second, { event: 'create' }));
    const own = (table: string) =>
      world.finance.tables(table).filter((row) => row['ContractLineId'] === at.line);
    expect(own('OnAccountTransactions')).toHaveLength(2);
    expect(own('EstimateProjects')).toMatchObject([{ ProjectId: at.number, FirstMilestone: first }]);
    await deleteRow(world, 'msdyn_contractlinescheduleofvalues', second);
    await world.run(world.change(milestones, second, { event: 'delete' }));
    expect(own('OnAccountTransactions')).toMatchObject([{ ContractLineMilestoneIdentifier: first }]);
  });

  it('of a time and material line are refused in the words of Finance', async () => {
    const at = await ground();
    await world.june.update('salesorderdetail', at.line, { msdyn_billingmethod: 192350000 });
    await world.run(world.change(lines, at.line));
    expect(await attempt(world, milestones, await milestone(at))).toMatchObject({
      outcome: 'rejected',
      failure: { message: expect.stringContaining('only a fixed price line has milestones') as string },
    });
  });

  it('F57: from before the go-live date never cross', async () => {
    const at = await ground();
    const old = await milestone(at, { msdyn_milestonedate: '2025-12-31T00:00:00Z' });
    expect(await attempt(world, milestones, old)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('go-live') as string,
    });
    expect(world.rows('Finance', 'ProjectContractLineMilestones', { ContractLineId: at.line })).toEqual([]);
  });
});
