import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDataverse } from '../../infra/local/dataverse/start-dataverse.ts';
import { startFinance } from '../../infra/local/finance/start-finance.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { executionContextKey } from '../../shared/dataverse/execution-context-key.ts';
import { readExecutionContext } from '../../shared/dataverse/read-execution-context.ts';
import { readFinanceEvent } from '../../shared/finance/read-finance-event.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';

let server: Server;
let url = '';
let bodies: Uint8Array[] = [];
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  bodies = [];
  server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/events`;
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('events as the systems send them', () => {
  it('of Dataverse say which row was created, changed and deleted, large or small', async () => {
    const steps = (['Create', 'Update', 'Delete'] as const).map((message) => ({
      table: 'msdyn_actual',
      message,
    }));
    const sandbox = await startDataverse({ steps, endpoint: { kind: 'webhook', url, key: 'k' } });
    stops.push(() => sandbox.stop());
    const dataverse = dataverseCounterpart({ url: sandbox.url, credential: undefined, timeoutMs: 5_000 });
    const table: TableRef = {
      table: 'msdyn_actual',
      set: 'msdyn_actuals',
      key: { msdyn_actualid: 'guid' },
      columns: { msdyn_description: 'text', msdyn_quantity: 'decimal' },
    };
    const id = '00000000-0000-4000-8000-000000000001';
    const key = { msdyn_actualid: id };
    await dataverse.create(table, key, { msdyn_description: 'Hôtel', msdyn_quantity: '1.5000000001' });
    await vi.waitFor(() => expect(bodies).toHaveLength(1), { timeout: 60_000 });
    await fetch(`${sandbox.url}/sandbox/events`, {
      method: 'POST',
      body: JSON.stringify({ oversize: true }),
    });
    await dataverse.update(table, key, { msdyn_description: null });
    await vi.waitFor(() => expect(bodies).toHaveLength(2), { timeout: 60_000 });
    await fetch(`${sandbox.url}/sandbox/events`, {
      method: 'POST',
      body: JSON.stringify({ oversize: false }),
    });
    await dataverse.delete(table, key);
    await vi.waitFor(() => expect(bodies).toHaveLength(3), { timeout: 60_000 });

    const contexts = bodies.map(readExecutionContext);
    expect(contexts.map((context) => [context.messageName, context.oversize])).toEqual([
      ['Create', false],
      ['Update', true],
      ['Delete', false],
    ]);
    for (const context of contexts)
      expect(context).toMatchObject({
        organizationId: sandbox.organizationId,
        primaryEntityName: 'msdyn_actual',
        primaryEntityId: id,
        mode: 'async',
        depth: 1,
      });
    expect(contexts[0]?.submittedColumns).toContain('msdyn_description');
    expect(new Set(contexts.map(executionContextKey)).size).toBe(3);
    expect(contexts.map(executionContextKey)).not.toContain(undefined);
  });

  it('of Finance test the endpoint, then name the row by its properties', async () => {
    const events = { endpoint: { kind: 'https', url }, businessEvents: true, dataEvents: true } as const;
    const sandbox = await startFinance({ events });
    stops.push(() => sandbox.stop());
    await vi.waitFor(() => expect(bodies).toHaveLength(1), { timeout: 60_000 });
    expect(bodies.map(readFinanceEvent)).toEqual([{ kind: 'test' }]);

    const plant = (body: unknown): Promise<Response> =>
      fetch(`${sandbox.url}/sandbox/rows/ProjExpensesExport`, { method: 'PUT', body: JSON.stringify(body) });
    const key = { ExpTransNumber: 'EXP/1', ReferenceDataAreaId: 'usmf' };
    const names = { exptransnumber: 'EXP/1', referencedataareaid: 'usmf' };
    await plant([{ ...key, AdditionalInformation: 'Hôtel', Amount: 10.5 }]);
    await plant([{ ...key, Amount: 11 }]);
    await plant({ deletes: [key] });
    await vi.waitFor(() => expect(bodies.length).toBeGreaterThanOrEqual(4), { timeout: 60_000 });
    const messages = bodies.slice(1).map(readFinanceEvent);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'data',
          message: 'created',
          company: 'usmf',
          columns: expect.objectContaining(names) as unknown,
        }),
        expect.objectContaining({ kind: 'data', message: 'updated' }),
        expect.objectContaining({ kind: 'data', message: 'deleted' }),
      ]),
    );
    for (const message of messages)
      expect(message).toMatchObject({
        kind: 'data',
        entity: 'projexpenseexportentity',
        recId: expect.stringMatching(/^\d{10,}$/) as string,
      });
  });
});
