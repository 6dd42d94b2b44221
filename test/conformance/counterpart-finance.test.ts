import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFinance, type FinanceSandbox } from '../../infra/local/finance/start-finance.ts';
import { financeCounterpart } from '../../shared/finance/finance-counterpart.ts';
import type { Counterpart, ReadRow, RowKey } from '../../shared/sync/counterpart.ts';
import type { Filter } from '../../shared/table-map/filter.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';
import {
  counterpartConformance,
  failure,
  type CounterpartUnderTest,
  type OpenOptions,
} from './counterpart-conformance.ts';
import { act, requestCounts, setMode } from './sandbox-switches.ts';

const actuals: TableRef = {
  table: 'ProjActualsImportEntity',
  set: 'ProjActualsImports',
  key: { dataAreaId: 'string', ActualsImportId: 'guid' },
  columns: {
    Description: 'string',
    Amount: 'real',
    TransactionClassification: 'int64',
    DocumentDate: 'date',
    BillingType: 'enum',
  },
};
const headers: TableRef = {
  table: 'ProjProjectContractHeaderEntity',
  set: 'ProjectContractHeaders',
  key: { dataAreaId: 'string', ProjectContractId: 'string' },
  columns: { Name: 'string', CustomerAccountNumber: 'string' },
};

const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const opening =
  (sandbox: FinanceSandbox) =>
  (options: OpenOptions = {}): Counterpart =>
    financeCounterpart({ url: sandbox.url, credential: undefined, timeoutMs: 10_000, ...options });

counterpartConformance('Finance', async (): Promise<CounterpartUnderTest> => {
  const sandbox = await startFinance();
  return {
    open: opening(sandbox),
    table: actuals,
    columns: {
      text: 'Description',
      decimal: 'Amount',
      whole: 'TransactionClassification',
      date: 'DocumentDate',
      choice: 'BillingType',
    },
    samples: {
      decimal: '12345678901234.123456',
      whole: '9223372036854775807',
      date: ['2026-01-31T12:00:00Z', '2026-02-01T12:00:00Z'],
      choice: ['Chargeable', 'NonChargeable'],
    },
    newRow: (n) => ({
      key: { dataAreaId: 'frrt', ActualsImportId: idOf(n) },
      values: { Description: `row ${String(n)}`, BillingType: 'NotSpecified' },
    }),
    company: 'FRRT',
    refused: {
      table: headers,
      key: { dataAreaId: 'usmf', ProjectContractId: 'REFUSED-1' },
      values: { Name: '', CustomerAccountNumber: '' },
      field: 'Name',
      text: /Field 'Name' must be filled in\./,
    },
    stored: () => sandbox.rows('ProjActualsImports'),
    set: (mood) => setMode(sandbox.url, mood.mode === 'lost' ? { mode: 'down', afterWrite: true } : mood),
    counts: () => requestCounts(sandbox.url, 'ProjActualsImports'),
    stop: () => sandbox.stop(),
  };
});

describe('Finance', () => {
  let sandbox: FinanceSandbox;
  let finance: Counterpart;
  let count = 0;
  beforeAll(async () => {
    sandbox = await startFinance();
  });
  beforeEach(() => {
    finance = opening(sandbox)();
  });
  afterAll(() => sandbox.stop());

  const scan = async (
    table: TableRef,
    where: Filter,
    company: string | undefined,
  ): Promise<readonly ReadRow[]> => {
    const found: ReadRow[] = [];
    for await (const page of finance.scan(table, where, undefined, company, [])) found.push(...page);
    return found;
  };
  const makeContract = async (number: string, company = 'usmf'): Promise<RowKey> => {
    const key = { dataAreaId: company, ProjectContractId: number };
    await finance.create(headers, key, { Name: `Contract ${String(++count)}` });
    return key;
  };

  it.each([["O'Brian"], ['A/1'], ['back\\slash'], ['1+1'], ['50%41'], ['ünï'], ['a b,c=d(e)'], ['x#y?z&w']])(
    'reads, changes and deletes a row whose key is %s',
    async (number) => {
      const key = await makeContract(number);
      await finance.update(headers, key, { Name: 'changed' });
      expect((await finance.read(headers, key, ['Name']))?.values).toEqual({ Name: 'changed' });
      expect(await finance.delete(headers, key)).toBe('deleted');
      expect(await finance.read(headers, key, ['Name'])).toBeUndefined();
    },
  );

  it('reaches rows of every company, not only of the user', async () => {
    const key = await makeContract('DE-1', 'demf');
    await finance.update(headers, key, { Name: 'Brücke' });
    expect((await finance.read(headers, key, ['Name']))?.values).toEqual({ Name: 'Brücke' });
  });

  it('scans one company, whatever the case of its code', async () => {
    await makeContract('SCAN-1', 'usmf');
    const key = await makeContract('SCAN-2', 'frrt');
    const everything: Filter = { kind: 'everything' };
    expect((await scan(headers, everything, 'FRRT')).map((row) => row.key)).toEqual([key]);
    expect((await scan(headers, everything, undefined)).length).toBeGreaterThan(1);
  });

  it('reads a row whatever the case of its key', async () => {
    const key = await makeContract('Case-1');
    const row = await finance.read(headers, { dataAreaId: 'USMF', ProjectContractId: 'CASE-1' }, []);
    expect(row?.key).toEqual(key);
  });

  it('joins reads into chains that fit an address', async () => {
    const keys = await Promise.all(
      Array.from({ length: 50 }, (_, index) => makeContract(`JOINED/${'x'.repeat(400)}/${String(index)}`)),
    );
    await requestCounts(sandbox.url, headers.set);
    const rows = await Promise.all(keys.map((key) => finance.read(headers, key, ['Name'])));
    expect(rows.map((row) => row?.key)).toEqual(keys);
    expect((await requestCounts(sandbox.url, headers.set)).reads).toBeLessThanOrEqual(20);
  });

  it('waits for the row that a value names', async () => {
    const call = finance.create(
      headers,
      { dataAreaId: 'usmf', ProjectContractId: 'C-9' },
      { Name: 'x', CustomerAccountNumber: 'US-999' },
    );
    const details = await failure(call);
    expect(details).toMatchObject({
      kind: 'waiting',
      field: 'CustomerAccountNumber',
      applied: 'no',
      waitingFor: { value: 'US-999' },
    });
  });

  it('filters by enums with the type that the environment names', async () => {
    for (const [n, type] of ['Cost', 'BilledSales', 'Cost'].entries())
      await finance.create(
        actuals,
        { dataAreaId: 'usmf', ActualsImportId: idOf(n) },
        { BillingType: n === 1 ? 'Chargeable' : 'NotSpecified', TransactionType: type },
      );
    const table: TableRef = { ...actuals, columns: { ...actuals.columns, TransactionType: 'enum' } };
    const rows = await scan(
      table,
      { kind: 'equals', column: 'TransactionType', value: 'BilledSales' },
      'usmf',
    );
    expect(rows.map((row) => row.key)).toEqual([{ dataAreaId: 'usmf', ActualsImportId: idOf(1) }]);
  });

  it('asks for the same enum types once', async () => {
    const table: TableRef = { ...actuals, columns: { BillingType: 'enum' } };
    const where: Filter = { kind: 'equals', column: 'BillingType', value: 'Chargeable' };
    await scan(table, where, 'usmf');
    await setMode(sandbox.url, { mode: 'normal' });
    expect(await scan(table, where, 'usmf')).toHaveLength(1);
  });

  it('sees a conflict in the text, whatever the status', async () => {
    const key = await makeContract('CONFLICT-1');
    for (const status of [400, 500]) {
      await setMode(sandbox.url, {
        mode: 'failing',
        status,
        message:
          'An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.',
        times: 1,
      });
      expect(await failure(finance.update(headers, key, { Name: 'y' }))).toMatchObject({
        kind: 'conflict',
        applied: 'no',
      });
    }
  });

  it('refuses a look-up, which only Dataverse has', async () => {
    const call = finance.update(
      headers,
      { dataAreaId: 'usmf', ProjectContractId: 'X' },
      { Name: { table: 'account', id: idOf(1) } },
    );
    expect(await failure(call)).toMatchObject({ kind: 'rejected', code: 'unfit-value', field: 'Name' });
  });

  it('shows a missing line property as a fault of the setup', async () => {
    const company = { dataAreaId: 'demf', ActualsImportId: idOf(77) };
    await act(sandbox.url, 'set-line-property', {
      company: 'demf',
      billingType: 'Chargeable',
      exists: false,
    });
    const details = await failure(finance.create(actuals, company, { BillingType: 'Chargeable' }));
    expect(details).toMatchObject({ kind: 'misconfigured', applied: 'no' });
    expect(details.text).toContain("Line property Chargeable doesn't exist.");
  });
});
