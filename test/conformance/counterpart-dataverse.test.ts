import { LosslessNumber } from 'lossless-json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';
import { counterpartConformance, failure, type CounterpartUnderTest, type Mood } from './counterpart-conformance.ts';

const table: TableRef = {
  table: 'msdyn_projectvendorinvoiceline',
  set: 'msdyn_projectvendorinvoicelines',
  key: { msdyn_projectvendorinvoicelineid: 'guid' },
  columns: {
    msdyn_externalinvoiceline: 'text',
    msdyn_description: 'text',
    msdyn_quantity: 'decimal',
    msdyn_duration: 'integer',
    msdyn_price: 'money',
    msdyn_billingtype: 'choice',
    msdyn_unit: 'lookup',
    msdyn_project: 'lookup',
    createdon: 'user-local',
    overriddencreatedon: 'date-only',
  },
};

const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const json = { 'content-type': 'application/json' };

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

const open = (sandbox: DataverseSandbox) => (options: { url?: string; timeoutMs?: number; pageSize?: number } = {}) =>
  dataverseCounterpart({ url: sandbox.url, credential: undefined, timeoutMs: 10_000, ...options });

async function start(): Promise<CounterpartUnderTest> {
  const sandbox = await startDataverse();
  const expenses: TableRef = {
    table: 'msdyn_expense',
    set: 'msdyn_expenses',
    key: { msdyn_expenseid: 'guid' },
    columns: {
      msdyn_name: 'text',
      msdyn_quantity: 'decimal',
      msdyn_transactiondate: 'time-zone-independent',
      msdyn_billingtype: 'choice',
      timezoneruleversionnumber: 'integer',
    },
  };
  return {
    url: sandbox.url,
    open: open(sandbox),
    table: expenses,
    columns: {
      text: 'msdyn_name',
      decimal: 'msdyn_quantity',
      whole: 'timezoneruleversionnumber',
      date: 'msdyn_transactiondate',
      choice: 'msdyn_billingtype',
    },
    samples: {
      decimal: '99999999999.1234567891',
      whole: '2147483647',
      date: ['2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z'],
      choice: [new LosslessNumber('192350000'), new LosslessNumber('192350001')],
    },
    newRow: (n) => ({ key: { msdyn_expenseid: idOf(n) }, values: { msdyn_name: `row ${String(n)}` } }),
    company: undefined,
    refused: {
      values: { msdyn_name: 'x'.repeat(101) },
      field: 'msdyn_name',
      text: /exceeded the maximum allowed length/,
    },
    stored: () => sandbox.rows('msdyn_expense'),
    set: (mood: Mood) => post(`${sandbox.url}/sandbox/mode`, { ...mood, mode: mood.mode === 'lost' ? 'unanswered' : mood.mode }),
    async counts() {
      const answer = await fetch(`${sandbox.url}/sandbox/counts`);
      const { requests } = (await answer.json()) as { requests: Record<string, Record<string, number>> };
      await fetch(`${sandbox.url}/sandbox/counts`, { method: 'DELETE' });
      const of = (...methods: string[]) => methods.reduce((sum, method) => sum + (requests[method]?.['msdyn_expenses'] ?? 0), 0);
      return { reads: of('GET'), writes: of('POST', 'PATCH', 'DELETE') };
    },
    stop: () => sandbox.stop(),
  };
}

counterpartConformance('Dataverse', start);
void [table, afterAll, beforeAll, describe, expect, it, failure];
