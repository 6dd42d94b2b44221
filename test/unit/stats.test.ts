import { describe, expect, it } from 'vitest';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import { beat, endBeat } from '../../shared/instances/beat.ts';
import { pulse } from '../../shared/instances/pulse.ts';
import { share } from '../../shared/instances/share.ts';
import { slots } from '../../shared/odata/slots.ts';
import { flushStats } from '../../shared/stats/flush-stats.ts';
import { statsCollector } from '../../shared/stats/stats-collector.ts';
import { changesOfLastHour, hoursOfDay } from '../../shared/support/hours-of-day.ts';
import { memoryLedger } from '../conformance/memory-ledger.ts';

const at = (time: string): number => Date.parse(`2026-10-25T${time}Z`);

/** A ledger and a clock that a test sets. */
function world(time: string) {
  const clock = { now: at(time) };
  const now = (): number => clock.now;
  return { clock, now, ledger: memoryLedger(now) };
}

describe('what is counted', () => {
  it('shows in the overview by hour and within the last hour, of all instances together', async () => {
    const { clock, now, ledger } = world('09:58:00');
    const instances = ['one', 'two'].map((name) => statsCollector(name, now));
    const flush = (): Promise<unknown> => Promise.all(instances.map((stats) => flushStats(stats, ledger)));
    for (const stats of instances) for (const _ of [1, 2, 3]) stats.count('Projects V2', 'applied');
    instances[0]?.count('Projects V2', 'rejected');
    instances[0]?.count('Projects V2', 'retrying');
    instances[1]?.lag('Projects V2', 90_000);
    await flush();
    clock.now = at('10:20:00');
    instances[0]?.count('Projects V2', 'unchanged');
    instances[0]?.lag('Projects V2', 30_000);
    instances[0]?.lag('Projects V2', 20_000);
    await flush();

    const stats = await ledger.stats('2026-10-24T00:00:00.000Z');
    const day = hoursOfDay(stats, now());
    expect(day).toHaveLength(24);
    expect(day.at(-3)).toEqual({ hour: '2026-10-25T08:00:00.000Z', settled: 0, rejected: 0 });
    expect(day.at(-2)).toEqual({ hour: '2026-10-25T09:00:00.000Z', settled: 7, rejected: 1, lagMs: 90_000 });
    expect(day.at(-1)).toEqual({ hour: '2026-10-25T10:00:00.000Z', settled: 1, rejected: 0, lagMs: 30_000 });
    expect(changesOfLastHour(stats, now()).get('Projects V2')).toBe(8);
    expect(changesOfLastHour(stats, at('11:01:00')).get('Projects V2')).toBe(1);
    expect((await ledger.lastSuccesses()).get('Projects V2')).toBe('2026-10-25T10:20:00.000Z');
  });

  it('is put when the ledger is back, what came meanwhile and what came before an hour ended included', async () => {
    const { clock, now, ledger } = world('09:59:00');
    const stats = statsCollector('one', now);
    const away = {
      ...ledger,
      putStats: () => Promise.reject(new LedgerError('ECONNREFUSED', undefined, 'away')),
    };
    stats.count('M', 'applied');
    expect(await flushStats(stats, away)).toBe(false);
    stats.count('M', 'applied');
    expect(await flushStats(stats, away)).toBe(false);
    clock.now = at('10:01:00');
    stats.count('M', 'applied');
    expect(await flushStats(stats, ledger)).toBe(true);
    const rows = await ledger.stats('2026-10-25T00:00:00.000Z');
    expect(rows.map(({ hour, outcomes }) => [hour.slice(11, 13), outcomes.applied])).toEqual([
      ['09', 2],
      ['10', 1],
    ]);
  });
});

describe('instances', () => {
  it('share what all of them may have under way, as they come, are gone without a word, and end', async () => {
    const { clock, now, ledger } = world('09:00:00');
    const everyMs = 60_000;
    const start = (instance: string) => {
      const own = share(12);
      const stats = statsCollector(instance, now);
      return { own, ...pulse({ ledger, instance, stats, share: own, everyMs, now }) };
    };
    const [a, b, c] = [start('a'), start('b'), start('c')];
    for (const each of [a, b, c, a, b]) await each.once();
    expect([a, b, c].map(({ own }) => own.most())).toEqual([4, 4, 4]);
    await b.end();
    await a.once();
    expect(a.own.most()).toBe(6);
    // c ends without a word.
    clock.now += 3 * everyMs + 1;
    await a.once();
    expect(a.own.most()).toBe(12);
    clock.now += 60 * everyMs;
    await a.once();
    expect([...(await ledger.listControls('instance|')).keys()]).toEqual(['instance|a']);
    await endBeat({ ledger, instance: 'a' });
    expect(await beat({ ledger, instance: 'd', everyMs, now })).toBe(1);
  });

  it('keep at least one request each, and what they had while the ledger is away', async () => {
    const { now, ledger } = world('09:00:00');
    const own = share(4);
    own.setLive(9);
    expect(own.most()).toBe(1);
    const listControls = () => Promise.reject(new LedgerError('ECONNREFUSED', undefined, 'away'));
    const stats = statsCollector('a', now);
    own.setLive(2);
    await pulse({
      ledger: { ...ledger, listControls },
      instance: 'a',
      stats,
      share: own,
      everyMs: 1,
      now,
    }).once();
    expect(own.most()).toBe(2);
  });

  it('use a larger share as soon as a request ends, and let a smaller one come about by itself', async () => {
    const own = share(4);
    own.setLive(4);
    const places = slots(own.most);
    const ends: (() => void)[] = [];
    let running = 0;
    const work = Array.from({ length: 6 }, () =>
      places.run(async () => {
        running++;
        await new Promise<void>((resolve) => ends.push(resolve));
        running--;
      }),
    );
    const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    await settle();
    expect(running).toBe(1);
    own.setLive(1);
    ends.shift()?.();
    await settle();
    expect(running).toBe(4);
    own.setLive(2);
    ends.shift()?.();
    await settle();
    expect(running).toBe(3);
    while (ends.length > 0) {
      ends.shift()?.();
      await settle();
      expect(running).toBeLessThanOrEqual(2);
    }
    await Promise.all(work);
  });
});
