import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import { claimLedgerConformance } from './claim-ledger-conformance.ts';
import { commitLedgerConformance } from './commit-ledger-conformance.ts';
import { at, claimNow, commitOf, fresh, initial } from './ledger-steps.ts';
import { openLedgerConformance } from './open-ledger-conformance.ts';
import { statsLedgerConformance } from './stats-ledger-conformance.ts';
import { supportLedgerConformance } from './support-ledger-conformance.ts';
import { waiterLedgerConformance } from './waiter-ledger-conformance.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly close: () => Promise<void>;
}

const oddKeys = [
  'O\'Brien\'s "quoted" project',
  'a/b\\c#d?e',
  'plus+percent%41&=;,',
  'Größe 漢字 🏗️',
  '\u0000\u0007\u001f\u007f\u0085\t\r\n',
  ' leading and trailing ',
  '!0027',
  "!0027'",
  'x'.repeat(600),
  `${'x'.repeat(599)}y`,
  '🏗️'.repeat(300),
];

/** What every ledger must do, whatever it is made of. */
export function ledgerConformance(name: string, makeLedger: () => Promise<LedgerUnderTest>): void {
  describe(`the ledger on ${name}`, () => {
    let made: LedgerUnderTest;
    let ledger: Ledger;

    beforeAll(async () => {
      made = await makeLedger();
      ledger = made.ledger;
      await ledger.prepare();
    });
    afterAll(() => made.close());

    it('can be prepared again without harm', async () => {
      const record = fresh();
      await claimNow(ledger, record, 'k1', 't1');
      await ledger.prepare();
      expect((await ledger.state(record))?.lease?.token).toBe('t1');
    });

    describe('claiming', () => claimLedgerConformance(() => ledger));
    describe('committing', () => commitLedgerConformance(() => ledger));
    describe('open records', () => openLedgerConformance(() => ledger));
    describe('waiters', () => waiterLedgerConformance(() => ledger));

    it('remembers who owns a counterpart row until it is given up', async () => {
      const name = "cp|Project tasks|dataAreaId='usmf',PROJECTID='P/1'";
      expect(await ledger.ownerOf(name)).toBeUndefined();
      expect(await ledger.setOwner(name, undefined, 'record 1')).toBe(true);
      expect(await ledger.setOwner(name, 'record 1', 'record 2')).toBe(true);
      expect(await ledger.ownerOf(name)).toBe('record 2');
      await ledger.removeOwner(name, 'record 1');
      expect(await ledger.ownerOf(name)).toBe('record 2');
      await ledger.removeOwner(name, 'record 2');
      await ledger.removeOwner(name, 'record 2');
      expect(await ledger.ownerOf(name)).toBeUndefined();
    });

    it('gives a counterpart row to one of several that want it at once', async () => {
      const name = fresh();
      const wanted = ['record 1', 'record 2', 'record 3', 'record 4'];
      const got = await Promise.all(wanted.map((record) => ledger.setOwner(name, undefined, record)));
      expect(got.filter(Boolean)).toHaveLength(1);
      const owner = wanted[got.indexOf(true)];
      expect(await ledger.ownerOf(name)).toBe(owner);
      expect(await ledger.setOwner(name, 'record 5', 'record 6')).toBe(false);
      // The same wish once more, after an answer that was lost.
      expect(await ledger.setOwner(name, undefined, owner ?? '')).toBe(true);
      expect(await ledger.ownerOf(name)).toBe(owner);
    });

    it('leads from an alias to its record, and tells aliases from owners', async () => {
      expect(await ledger.lookUp('recid|12345|5637144576')).toBeUndefined();
      await ledger.putAlias('recid|12345|5637144576', 'record 1');
      expect(await ledger.lookUp('recid|12345|5637144576')).toBe('record 1');
      expect(await ledger.ownerOf('recid|12345|5637144576')).toBeUndefined();
    });

    it('keeps a control of any length as it was put', async () => {
      expect(await ledger.control('delta token')).toBeUndefined();
      for (const value of ['', '🏗'.repeat(50_000), 'short again']) {
        await ledger.putControl('delta token', value);
        expect(await ledger.control('delta token')).toBe(value);
      }
    });

    it('puts a control only where it still has the expected value', async () => {
      const name = fresh();
      expect(await ledger.putControlIf(name, 'not there', 'a')).toBe(false);
      expect(await ledger.putControlIf(name, undefined, 'a')).toBe(true);
      expect(await ledger.putControlIf(name, undefined, 'b')).toBe(false);
      expect(await ledger.putControlIf(name, 'b', 'c')).toBe(false);
      expect(await ledger.putControlIf(name, 'a', 'b')).toBe(true);
      expect(await ledger.putControlIf(name, 'a', undefined)).toBe(false);
      expect(await ledger.control(name)).toBe('b');
      expect(await ledger.putControlIf(name, 'b', undefined)).toBe(true);
      expect(await ledger.putControlIf(name, undefined, undefined)).toBe(true);
      expect(await ledger.control(name)).toBeUndefined();
    });

    it('lets one of many win a control that all want at once', async () => {
      const name = fresh();
      await ledger.putControl(name, 'free');
      const won = await Promise.all(
        Array.from({ length: 8 }, (_, index) => ledger.putControlIf(name, 'free', `taken by ${index}`)),
      );
      expect(won.filter((one) => one)).toHaveLength(1);
      expect(await ledger.control(name)).toBe(`taken by ${won.indexOf(true)}`);
    });

    it('lists the controls whose name begins alike, and no other', async () => {
      const prefix = `${fresh()}|`;
      const long = '🏗'.repeat(50_000);
      for (const [name, value] of [
        [`${prefix}Projects V2|usmf|*`, long],
        [`${prefix}Größe`, ''],
      ] as const)
        await ledger.putControl(name, value);
      await ledger.putControl(`${prefix.slice(0, -1)}~`, 'another');
      expect(await ledger.listControls(prefix)).toEqual(
        new Map([
          [`${prefix}Projects V2|usmf|*`, long],
          [`${prefix}Größe`, ''],
        ]),
      );
      expect(await ledger.listControls(`${prefix}none`)).toEqual(new Map());
    });

    it('adds what a scan saw to what it saw before, 250 rows at once', async () => {
      const first = new Map(
        Array.from({ length: 250 }, (_, index) => [`usmf|EXP-${index}`, `hash ${index}`]),
      );
      await ledger.putSeen('expenses|usmf', first);
      await ledger.putSeen('expenses|usmf', new Map([['usmf|EXP-7', 'new hash']]));
      await ledger.putSeen('expenses|usmf', new Map());
      await ledger.putSeen('expenses|frrt', new Map([['other', 'scan']]));
      expect(await ledger.seen('expenses|usmf')).toEqual(new Map([...first, ['usmf|EXP-7', 'new hash']]));
      expect(await ledger.seen('expenses|demf')).toEqual(new Map());
    });

    describe('for support staff', () => supportLedgerConformance(() => ledger));
    statsLedgerConformance(() => ledger);

    describe('odd keys', () => {
      it.each(oddKeys)('lead to their own record only: %j', async (odd) => {
        const claimed = await claimNow(ledger, odd, odd, 't1');
        expect(claimed.state.record).toBe(odd);
        expect(await ledger.commit(claimed, commitOf(claimed, odd, { sentToFinance: odd }))).toBe(
          'committed',
        );
        const opened = await ledger.open(odd, odd);
        expect(opened).toMatchObject({ state: { record: odd, sentToFinance: odd }, keyRow: { key: odd } });
        expect((await ledger.timeline(odd, 10)).map(({ key }) => key)).toEqual([odd]);

        await ledger.addWaiter({ parent: odd, record: odd, change: '{}', since: at }, initial);
        expect(await ledger.waitersOf(odd)).toMatchObject([{ parent: odd, record: odd }]);
        await ledger.setOwner(odd, undefined, odd);
        expect(await ledger.ownerOf(odd)).toBe(odd);
      });

      it('stay apart in one scan', async () => {
        const hashes = new Map(oddKeys.map((key, index) => [key, String(index)]));
        await ledger.putSeen('odd', hashes);
        expect(await ledger.seen('odd')).toEqual(hashes);
      });
    });
  });
}
