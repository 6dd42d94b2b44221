import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FinanceSandbox } from '../../../infra/local/finance/start-finance.ts';

/** Sees rows come into Finance. */
export interface RowArrivals {
  /**
   * Resolves when the contract is there.
   *
   * @throws Error when it is not there in time.
   */
  arrival(contract: string): Promise<void>;
}

const contractRow = z.object({ ProjectContractId: z.string() });

/** How often it looks while somebody waits: the error of a latency. */
const everyMs = 3;
const patienceMs = 30_000;

/** Looks at the store of the sandbox, not at its service: looking takes no request and no latency. */
export function rowArrivals(finance: FinanceSandbox): RowArrivals {
  const waiting = new Map<string, PromiseWithResolvers<undefined>>();
  let seen = 0;
  let looking = false;
  const look = async (): Promise<void> => {
    looking = true;
    while (waiting.size > 0) {
      // Rows are never deleted here, so that the new ones are the last ones.
      const fresh = finance.rows('ProjectContractHeaders').slice(seen);
      seen += fresh.length;
      for (const row of fresh) waiting.get(contractRow.parse(row).ProjectContractId)?.resolve(undefined);
      await sleep(everyMs);
    }
    looking = false;
  };
  return {
    async arrival(contract) {
      const slot = Promise.withResolvers<undefined>();
      waiting.set(contract, slot);
      if (!looking) void look();
      const late = setTimeout(() => {
        slot.reject(new Error(`Contract ${contract} is not in Finance after ${patienceMs / 1000} s.`));
      }, patienceMs);
      try {
        await slot.promise;
      } finally {
        clearTimeout(late);
        waiting.delete(contract);
      }
    },
  };
}
