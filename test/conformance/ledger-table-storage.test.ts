import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { ledgerConformance } from './ledger-conformance.ts';

ledgerConformance('Azure Table Storage', async () => {
  const store = await startLedgerStore();
  const ledger = tableStorageLedger(store, { clock: Date.now });
  return { ledger, close: store.stop };
});
