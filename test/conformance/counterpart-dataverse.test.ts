import { LosslessNumber } from 'lossless-json';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import type { Counterpart } from '../../shared/sync/counterpart.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';
import {
  counterpartConformance,
  failure,
  type CounterpartUnderTest,
  type OpenOptions,
} from './counterpart-conformance.ts';
import { requestCounts, setMode } from './sandbox-switches.ts';

const actuals: TableRef = {
  table: 'msdyn_actual',
  set: 'msdyn_actuals',
  key: { msdyn_actualid: 'guid' },
  columns: {
    msdyn_description: 'text',
    msdyn_quantity: 'decimal',
    msdyn_price: 'money',
    msdyn_transactiondate: 'time-zone-independent',
    msdyn_billingtype: 'choice',
  },
};

const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const opening =
  (sandbox: DataverseSandbox) =>
  (options: OpenOptions = {}): Counterpart =>
    dataverseCounterpart({ url: sandbox.url, credential: undefined, timeoutMs: 10_000, ...options });

counterpartConformance('Dataverse', async (): Promise<CounterpartUnderTest> => {
  const sandbox = await startDataverse();
  return {
    open: opening(sandbox),
    table: actuals,
    columns: {
      text: 'msdyn_description',
      decimal: 'msdyn_quantity',
      whole: 'msdyn_price',
      date: 'msdyn_transactiondate',
      choice: 'msdyn_billingtype',
    },
    samples: {
      decimal: '99999999999.1234567891',
      whole: '900719925474099.2731',
      date: ['2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z'],
      choice: [new LosslessNumber('192350000'), new LosslessNumber('192350001')],
    },
    newRow: (n) => ({ key: { msdyn_actualid: idOf(n) }, values: { msdyn_description: `row ${String(n)}` } }),
    company: undefined,
    refused: {
      table: actuals,
      key: { msdyn_actualid: idOf(0) },
      values: { msdyn_description: 'x'.repeat(101) },
      field: 'msdyn_description',
      text: /exceeded the maximum allowed length/,
    },
    stored: () => sandbox.rows('msdyn_actual'),
    set: (mood) => setMode(sandbox.url, mood.mode === 'lost' ? { mode: 'unanswered' } : mood),
    counts: () => requestCounts(sandbox.url, 'msdyn_actuals'),
    stop: () => sandbox.stop(),
  };
});

describe('Dataverse', () => {
  const projects: TableRef = {
    table: 'msdyn_project',
    set: 'msdyn_projects',
    key: { msdyn_projectid: 'guid' },
    columns: {
      msdyn_subject: 'text',
      msdyn_projectnumber: 'text',
      msdyn_owningcompany: 'lookup',
      msdyn_customer: 'lookup',
    },
  };
  const lines: TableRef = {
    table: 'msdyn_projectvendorinvoiceline',
    set: 'msdyn_projectvendorinvoicelines',
    key: { msdyn_projectvendorinvoicelineid: 'guid' },
    columns: {
      msdyn_externalinvoiceline: 'text',
      msdyn_project: 'lookup',
      msdyn_unit: 'lookup',
      'msdyn_project.msdyn_projectnumber': 'text',
      'msdyn_project.msdyn_owningcompany.cdm_companycode': 'text',
    },
  };
  let sandbox: DataverseSandbox;
  let dataverse: Counterpart;
  let count = 0;
  beforeAll(async () => {
    sandbox = await startDataverse();
  });
  beforeEach(() => {
    dataverse = opening(sandbox)();
  });
  afterAll(() => sandbox.stop());

  const makeProject = async (): Promise<{ id: string; number: string }> => {
    const [id, number] = [idOf(++count), `P-${String(count)}`];
    const company = String(
      sandbox.rows('cdm_company').find((row) => row['cdm_companycode'] === 'usmf')?.['cdm_companyid'],
    );
    await dataverse.create(
      projects,
      { msdyn_projectid: id },
      {
        msdyn_subject: 'Bridge',
        msdyn_projectnumber: number,
        msdyn_owningcompany: { table: 'cdm_company', id: company },
      },
    );
    return { id, number };
  };
  const makeLine = async (external: string | null, project: string): Promise<string> => {
    const id = idOf(++count);
    await dataverse.create(
      lines,
      { msdyn_projectvendorinvoicelineid: id },
      {
        msdyn_externalinvoiceline: external,
        msdyn_project: { table: 'msdyn_project', id: project },
      },
    );
    return id;
  };

  it('writes look-ups and reads columns behind them, however their navigation names are written', async () => {
    const project = await makeProject();
    const id = await makeLine(null, project.id);
    const columns = [
      'msdyn_project',
      'msdyn_project.msdyn_projectnumber',
      'msdyn_project.msdyn_owningcompany.cdm_companycode',
      'msdyn_unit',
    ];
    const row = await dataverse.read(lines, { msdyn_projectvendorinvoicelineid: id }, columns);
    expect(row?.values).toEqual({
      msdyn_project: project.id,
      'msdyn_project.msdyn_projectnumber': project.number,
      'msdyn_project.msdyn_owningcompany.cdm_companycode': 'usmf',
      msdyn_unit: null,
    });
  });

  it('finds and scans by a look-up and by a column behind one', async () => {
    const project = await makeProject();
    await makeLine(null, (await makeProject()).id);
    const id = await makeLine(null, project.id);
    const key = { msdyn_projectvendorinvoicelineid: id };
    expect((await dataverse.find(lines, { msdyn_project: project.id }, [])).map((row) => row.key)).toEqual([
      key,
    ]);
    expect(
      (await dataverse.find(lines, { 'msdyn_project.msdyn_projectnumber': project.number }, [])).map(
        (row) => row.key,
      ),
    ).toEqual([key]);
    const found = [];
    for await (const page of dataverse.scan(
      lines,
      { kind: 'equals', column: 'msdyn_project', value: project.id },
      undefined,
      undefined,
      [],
    ))
      found.push(...page);
    expect(found.map((row) => row.key)).toEqual([key]);
  });

  it('recognises a look-up that the table does not declare', async () => {
    const project = await makeProject();
    const id = await makeLine(null, project.id);
    const undeclared: TableRef = { ...lines, columns: {} };
    const found = await dataverse.find(undeclared, { msdyn_project: project.id }, ['msdyn_project']);
    expect(found.map((row) => [Object.values(row.key), row.values])).toEqual([
      [[id], { msdyn_project: project.id }],
    ]);
  });

  it('clears a look-up', async () => {
    const id = await makeLine(null, (await makeProject()).id);
    const key = { msdyn_projectvendorinvoicelineid: id };
    await dataverse.update(lines, key, { msdyn_project: { table: 'msdyn_project', id: null } });
    expect((await dataverse.read(lines, key, ['msdyn_project']))?.values).toEqual({ msdyn_project: null });
  });

  it('asks for the names of an environment once', async () => {
    const project = await makeProject();
    await makeLine(null, project.id);
    await fetch(`${sandbox.url}/sandbox/counts`, { method: 'DELETE' });
    await makeLine(null, project.id);
    expect(await requestCounts(sandbox.url, 'EntityDefinitions')).toEqual({ reads: 0, writes: 0 });
  });

  it('waits for the row that a look-up points to', async () => {
    const missing = idOf(999_999);
    const call = dataverse.create(
      lines,
      { msdyn_projectvendorinvoicelineid: idOf(++count) },
      { msdyn_project: { table: 'msdyn_project', id: missing } },
    );
    expect(await failure(call)).toMatchObject({
      kind: 'waiting',
      applied: 'no',
      waitingFor: { what: 'msdyn_project', value: missing },
    });
  });

  it('tells a taken alternate key from a row that is there: the first is never solved by reading again', async () => {
    const project = await makeProject();
    const first = await makeLine('LINE-1', project.id);
    const second = idOf(++count);
    const call = dataverse.create(
      lines,
      { msdyn_projectvendorinvoicelineid: second },
      { msdyn_externalinvoiceline: 'LINE-1' },
    );
    expect(await failure(call)).toMatchObject({ kind: 'rejected', code: '0x80060892' });
    const again = dataverse.create(
      lines,
      { msdyn_projectvendorinvoicelineid: first },
      { msdyn_externalinvoiceline: 'LINE-1' },
    );
    expect(await failure(again)).toMatchObject({ kind: 'already-exists' });
    const third = await makeLine('LINE-3', project.id);
    const change = dataverse.update(
      lines,
      { msdyn_projectvendorinvoicelineid: third },
      { msdyn_externalinvoiceline: 'LINE-1' },
    );
    expect(await failure(change)).toMatchObject({ kind: 'rejected', code: '0x80060892' });
  });

  it('says what to do where a plug-in keeps columns for dual-write', async () => {
    const key = { msdyn_actualid: idOf(++count) };
    await dataverse.create(actuals, key, { msdyn_description: 'x' });
    const details = await failure(dataverse.update(actuals, key, { msdyn_vouchernumber: 'V-1' }));
    expect(details).toMatchObject({
      kind: 'rejected',
      code: '0x80040265',
      applied: 'no',
      field: 'msdyn_vouchernumber',
    });
    expect(details.hint).toContain('WRITE_BACK');
  });

  it('names a path that leads nowhere', async () => {
    const call = dataverse.read(lines, { msdyn_projectvendorinvoicelineid: idOf(1) }, ['msdyn_nowhere.name']);
    expect(await failure(call)).toMatchObject({
      kind: 'misconfigured',
      code: 'unknown-column',
      field: 'msdyn_nowhere.name',
    });
  });
});
