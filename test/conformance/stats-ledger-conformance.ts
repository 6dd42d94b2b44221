import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import { placesOfHour, type StatsRow } from '../../shared/ledger/stats-ledger.ts';

const row = (map: string, hour: number, more: Partial<StatsRow> = {}): StatsRow => ({
  map,
  hour: `2026-10-25T${String(hour).padStart(2, '0')}:00:00.000Z`,
  instance: 'one',
  outcomes: { applied: 3, rejected: 1 },
  settled: Array.from({ length: placesOfHour }, (_, place) => place),
  ...more,
});

const byName = (a: StatsRow, b: StatsRow): number =>
  JSON.stringify([a.hour, a.map, a.instance]) < JSON.stringify([b.hour, b.map, b.instance]) ? -1 : 1;

/** What counts need of every ledger. */
export function statsLedgerConformance(ledgerOf: () => Ledger): void {
  describe('the counts', () => {
    it('are kept per map, hour and instance, more than a transaction takes, and come back from an hour on', async () => {
      const ledger = ledgerOf();
      const early = row('Projects V2', 8);
      const late = Array.from({ length: 130 }, (_, index) =>
        row(`Größe '${String(index)}'/\\#?`, 9, index === 7 ? { lagMs: 5_000_000_000 } : {}),
      );
      const other = row('Projects V2', 10, { instance: 'two', outcomes: {} });
      await ledger.putStats([early, ...late, other]);
      const found = await ledger.stats(late[0]?.hour ?? '');
      expect(found.toSorted(byName)).toEqual([...late, other].toSorted(byName));
      expect(await ledger.stats('2026-10-25T08:00:00.000Z')).toHaveLength(132);
      expect(await ledger.dropStats('2026-10-25T10:00:00.000Z')).toBe(131);
      expect(await ledger.stats('2026-10-25T00:00:00.000Z')).toEqual([other]);
      expect(await ledger.dropStats('2026-10-26T00:00:00.000Z')).toBe(1);
    });

    it('of an instance replace its own of that hour and map, and no other’s', async () => {
      const ledger = ledgerOf();
      const [first, again] = [row('M', 8, { lagMs: 7 }), row('M', 8, { outcomes: { applied: 9 } })];
      const other = row('M', 8, { instance: 'two' });
      await ledger.putStats([first, other]);
      await ledger.putStats([again]);
      expect((await ledger.stats(first.hour)).toSorted(byName)).toEqual([again, other]);
      await ledger.dropStats('2026-10-26T00:00:00.000Z');
    });

    it('remember each map’s last success after its hour is dropped, and never an earlier one instead', async () => {
      const ledger = ledgerOf();
      const later = '2026-10-25T08:40:00.000Z';
      await ledger.putStats([
        row('A', 8, { lastSuccess: '2026-10-25T08:30:00.000Z' }),
        row('A', 8, { instance: 'two', lastSuccess: later }),
        row('B', 8),
      ]);
      await ledger.dropStats('2026-10-26T00:00:00.000Z');
      await ledger.putStats([row('A', 7, { lastSuccess: '2026-10-25T07:59:00.000Z' })]);
      expect(await ledger.lastSuccesses()).toEqual(new Map([['A', later]]));
      await ledger.dropStats('2026-10-26T00:00:00.000Z');
    });
  });
}
