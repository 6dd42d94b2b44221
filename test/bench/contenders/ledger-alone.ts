import { tableStorageLedger } from '../../../shared/ledger/table-storage/table-storage-ledger.ts';
import { claimNow, commitOf } from '../../conformance/ledger-steps.ts';
import { closedLoop } from '../run/closed-loop.ts';
import type { Contender } from './contender.ts';

/** What the ledger store allows: the operations of a new record, and nothing else. */
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
        const claimed = await claimNow(ledger, `Project contract headers|${name}`, name, name);
        await ledger.putAlias(`intended|${name}`, name);
        await ledger.setOwner(name, undefined, claimed.state.record);
        await ledger.putAlias(name, claimed.state.record);
        await ledger.commit(claimed, commitOf(claimed, name));
        return { latency: performance.now() - from };
      }),
    stop: () => Promise.resolve(),
  };
}
