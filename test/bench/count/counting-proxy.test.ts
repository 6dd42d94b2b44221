import { TableClient } from '@azure/data-tables';
import { expect, onTestFinished, test } from 'vitest';
import { startLedgerStore } from '../../../infra/local/ledger-store/start-ledger-store.ts';
import { countingProxy } from './counting-proxy.ts';

test('the proxy before the ledger store hands everything on and counts requests, a transaction as one', async () => {
  const store = await startLedgerStore();
  const proxy = await countingProxy(store.port);
  onTestFinished(async () => {
    await proxy.stop();
    await store.stop();
  });
  const address = store.connectionString.replace(`:${store.port}/`, `:${proxy.port}/`);
  const table = TableClient.fromConnectionString(address, 'counted', { allowInsecureConnection: true });
  await table.createTable();
  proxy.reset();

  await table.createEntity({ partitionKey: 'p', rowKey: '1', text: 'Déploiement Île-de-France' });
  await table.submitTransaction([
    ['create', { partitionKey: 'p', rowKey: '2' }],
    ['create', { partitionKey: 'p', rowKey: '3' }],
  ]);
  await expect(table.getEntity('p', '4')).rejects.toMatchObject({ statusCode: 404 });
  expect(proxy.requests()).toBe(3);
  expect(await table.getEntity('p', '1')).toMatchObject({ text: 'Déploiement Île-de-France' });
});
