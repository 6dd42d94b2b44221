import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition holds; it is asked again after a while each time.
 *
 * @throws Error naming what did not come about.
 */
export async function settled(
  what: string,
  patienceMs: number,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds());) {
    if (Date.now() > end) throw new Error(`${what}: not after ${String(patienceMs / 1_000)} s.`);
    await sleep(50);
  }
}
