import type { WebApi } from '../dataverse/web-api.ts';
import { readTable } from './read-table.ts';

/** Names of a key's states in which its job has not come to an end. */
const underWay: ReadonlySet<string> = new Set(['Pending', 'InProgress', 'In Progress']);

/**
 * Waits until the indexes of new keys are built, or could not be: a key cannot be used before. What is not built in time is
 * told by the next comparison.
 *
 * @throws CounterpartError
 */
export async function untilBuilt(
  api: WebApi,
  keys: readonly { readonly table: string; readonly name: string }[],
  options: {
    readonly waitMs: number;
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
  },
): Promise<void> {
  const end = options.now() + options.waitMs;
  for (const { table, name } of keys)
    for (let pause = 100; ; pause = Math.min(2 * pause, 5_000)) {
      const found = await readTable(api, table);
      const status = found?.keys.find((key) => key.name === name)?.status;
      if (status === undefined || !underWay.has(status) || options.now() >= end) break;
      await options.sleep(pause);
    }
}
