import type { Simulation } from '../run/simulation.ts';
import type { BusMessage } from '../stand-ins/bus-message.ts';

/** Copies that may be many for one attempt, and ids that were too long and became a hash. */
const others = /#(back|ledger|release|replay|verify|letter|again)#|^[0-9a-f]{64}/;

/** Within the duplicate window the bus holds one copy of one attempt of a key, however often its original is delivered. */
export function checkCopy({ history, schedule }: Simulation, { messageId, change }: BusMessage): void {
  if (change.attempt === '1' || others.test(messageId.slice(change.key.length)) || others.test(messageId))
    return;
  const name = `${change.key}|${change.attempt}`;
  const before = history.copies.get(name);
  if (before !== undefined && schedule.now() - before < 600_000)
    history.violated(
      'F1',
      `attempt ${change.attempt} of ${change.key} is scheduled a second time as ${messageId}`,
    );
  history.copies.set(name, schedule.now());
}
