import { ledgerConformance } from './ledger-conformance.ts';
import { memoryLedger } from './memory-ledger.ts';

ledgerConformance('memory', () =>
  Promise.resolve({ ledger: memoryLedger(Date.now), close: () => Promise.resolve() }),
);
