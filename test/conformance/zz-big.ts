import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { claimNow, commitOf } from './ledger-steps.ts';
import { TableClient } from '@azure/data-tables';
const s = await startLedgerStore();
const ledger = tableStorageLedger(s, { clock: Date.now });
await ledger.prepare();
const seedClaim = await claimNow(ledger, 'seed', 'k', 't'); await ledger.commit(seedClaim, commitOf(seedClaim, 'k'));
const table = TableClient.fromConnectionString(s.connectionString, 'Records', { allowInsecureConnection: true });
const row = await table.getEntity('seed', 'state');
delete (row as any).etag; delete (row as any).timestamp; delete (row as any)['odata.metadata'];
let n = 0;
const ms = async (f: () => Promise<unknown>) => { const t = performance.now(); for (let i = 0; i < 20; i++) await f(); return ((performance.now() - t) / 20).toFixed(1); };
let id = 0;
for (const size of [0, 2000, 8000, 20000]) {
  while (n < size) { const p = `seed${++n}`; await table.submitTransaction([['create', { ...row, partitionKey: p }], ['create', { partitionKey: p, rowKey: 'k:1', key: 'x' }], ['create', { partitionKey: p, rowKey: 't:1', key: 'x' }]]); }
  console.log(size, 'open', await ms(() => ledger.open('seed7', 'x')), 'state', await ms(() => ledger.state('seed7')), 'cycle', await ms(async () => { const r = `r${++id}`; const c = await claimNow(ledger, r, 'k', 't'); await ledger.commit(c, commitOf(c, 'k')); }));
}
await s.stop();
