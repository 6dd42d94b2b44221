import { z } from 'zod';
import { startChild } from './start-child.ts';

export interface LedgerProcess {
  readonly connectionString: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Azurite's table service in a process of its own, in memory. */
export async function startLedgerProcess(): Promise<LedgerProcess> {
  const child = await startChild('infra/local/ledger-store/ledger-store-process.ts');
  const ready = z.object({ connectionString: z.string(), port: z.number() }).parse(child.ready);
  return { ...ready, stop: () => child.stop() };
}
