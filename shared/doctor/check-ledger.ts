import { tableStorageLedger } from '../ledger/table-storage/table-storage-ledger.ts';
import { mapCheckControl } from '../map-check/stops.ts';
import { ok, unknown, type Diagnosis } from './diagnosis.ts';

type Address = Parameters<typeof tableStorageLedger>[0];

/** Whether the ledger can be read; nothing is written. @throws LedgerError */
export async function checkLedger(address: Address, now: () => number): Promise<readonly Diagnosis[]> {
  const last = await tableStorageLedger(address, { clock: now }).control(mapCheckControl);
  return [
    ok('ledger', 'It can be read.'),
    ...(last === undefined
      ? [
          unknown(
            'ledger',
            'The app has left no mark in it yet.',
            'Start the app once: it makes the tables and looks at the maps. If it has run before, this is another or a lost ledger: docs/operate.md.',
          ),
        ]
      : []),
  ];
}
