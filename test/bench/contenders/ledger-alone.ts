import { tableStorageLedger } from '../../../shared/ledger/table-storage/table-storage-ledger.ts';
import { claimOf, commitOf } from '../../conformance/ledger-steps.ts';
import { closedLoop } from '../run/closed-loop.ts';
import type { Contender } from './contender.ts';

/** What the ledger store allows: the operations of a new actual, and nothing else. */
export async function ledgerAlone(connectionString: string): Promise<Contender> {
  const ledger = tableStorageLedger({ connectionString }, { clock: Date.now, tablePrefix: 'Alone' });
  await ledger.prepare();
  let made = 0;
  return {
    key: 'ledger',
    title: 'ledger store alone',
    run: (concurrent, changes) =>
      closedLoop(concurrent, changes, async () => {
        const name = String(++made);
        const from = performance.now();
        const record = `Project Operations integration actuals|${name}`;
        const presumed = (await ledger.presumeNew(record)) ?? (await ledger.open(record, name));
        const claimed = await ledger.claim(presumed, claimOf(name, name, presumed.now));
        if (claimed === 'changed') throw new Error(`${record} is not new.`);
        await ledger.setOwner(name, undefined, record);
        await ledger.commit(claimed, commitOf(claimed, name));
        return { latency: performance.now() - from };
      }),
    stop: () => Promise.resolve(),
  };
}
