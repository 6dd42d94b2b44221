import { beforeAll, expect, it } from 'vitest';
import type { Ledger, Waiter } from '../../shared/ledger/ledger.ts';
import { at, claimNow, commitOf, fresh, initial } from './ledger-steps.ts';

/** What every ledger must do about records that wait for another. */
export function waiterLedgerConformance(ledgerOf: () => Ledger): void {
  let ledger: Ledger;
  beforeAll(() => {
    ledger = ledgerOf();
  });

  const waiter = (parent: string, record: string): Waiter => ({
    parent,
    record,
    change: JSON.stringify({ map: 'Project tasks', row: record, text: 'Größe'.repeat(10_000) }),
    since: at,
  });

  it('make a stub of a parent that nobody knows, which can then be claimed', async () => {
    const parent = fresh();
    await ledger.addWaiter(waiter(parent, 'line 1'), initial);
    const stub = await ledger.state(parent);
    expect(stub).toMatchObject({
      record: parent,
      ...initial,
      hasWaiters: true,
      appliedOnce: false,
      attempt: 0,
    });
    expect(stub).not.toHaveProperty('outcome');
    const claimed = await claimNow(ledger, parent, 'k1', 't1');
    expect(claimed.state.hasWaiters).toBe(true);
    expect(await ledger.waitersOf(parent)).toMatchObject([waiter(parent, 'line 1')]);
  });

  it('hear what their parent was when their word was left', async () => {
    const [known, unknown] = [fresh(), fresh()];
    const claimed = await claimNow(ledger, known, 'k1', 't1');
    await ledger.commit(claimed, commitOf(claimed, 'k1', { appliedOnce: true }));
    for (const parentIs of [undefined, 'unheard-of'] as const) {
      const there = await ledger.addWaiter(waiter(known, 'line 1'), initial, parentIs);
      expect(there).toMatchObject({ record: known, outcome: 'applied', appliedOnce: true });
    }
    expect(await ledger.addWaiter(waiter(unknown, 'line 1'), initial, 'unheard-of')).toBeUndefined();
    expect((await ledger.state(unknown))?.hasWaiters).toBe(true);
  });

  it('are all kept when they come at once, and go unless they were written anew', async () => {
    const parent = fresh();
    const records = Array.from({ length: 12 }, (_, index) => `line ${index + 10}`);
    await Promise.all(records.map((record) => ledger.addWaiter(waiter(parent, record), initial)));
    expect((await ledger.waitersOf(parent)).map(({ record }) => record).toSorted()).toEqual(records);
    expect((await ledger.state(parent))?.hasWaiters).toBe(true);

    expect(await ledger.waitersOf(parent, 5)).toHaveLength(5);
    expect(await ledger.waiter(parent, 'line 10')).toMatchObject(waiter(parent, 'line 10'));
    expect(await ledger.waiter(parent, 'line 1')).toBeUndefined();
    const [read] = (await ledger.waitersOf(parent)).filter(({ record }) => record === 'line 10');
    if (read === undefined) throw new Error('line 10 does not wait');
    await ledger.addWaiter(waiter(parent, 'line 10'), initial);
    await ledger.removeWaiters([read]);
    expect(await ledger.waitersOf(parent)).toHaveLength(12);
    const waiting = await ledger.waitersOf(parent);
    await ledger.removeWaiters(waiting.slice(1));
    await ledger.removeWaiters(waiting.slice(1));
    expect(await ledger.waitersOf(parent)).toEqual(waiting.slice(0, 1));
    await ledger.addWaiter(waiter(parent, 'line 30'), initial);
    const everywhere = await all(ledger.listWaiters());
    expect(everywhere.filter((one) => one.parent === parent)).toHaveLength(2);
    expect(everywhere.length).toBeGreaterThan(2);
  });

  it('leave lease and pending of a claimed parent alone, and its holder learns of them before it lets go', async () => {
    const parent = fresh();
    const claimed = await claimNow(ledger, parent, 'k1', 't1');
    await ledger.addWaiter(waiter(parent, 'line 1'), { ...initial, mapVersion: 'not this one' });
    expect(await ledger.state(parent)).toEqual({ ...claimed.state, hasWaiters: true });

    const answer = await ledger.commit(claimed, commitOf(claimed, 'k1'));
    if (typeof answer === 'string') throw new Error(`the commit ended as ${answer}`);
    expect(answer).toMatchObject({ pending: [], claimed: { state: { hasWaiters: true } } });
    expect(await ledger.commit(answer.claimed, commitOf(answer.claimed, 'k1'))).toBe('committed');
  });

  it('do not disturb a holder whose record is known to have waiters', async () => {
    const parent = fresh();
    await ledger.addWaiter(waiter(parent, 'line 1'), initial);
    const claimed = await claimNow(ledger, parent, 'k1', 't1');
    await ledger.addWaiter(waiter(parent, 'line 2'), initial);
    expect(await ledger.commit(claimed, commitOf(claimed, 'k1'))).toBe('committed');
  });
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
