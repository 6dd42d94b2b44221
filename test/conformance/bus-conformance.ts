import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bus, ChangeMessage } from '../../shared/messaging/bus.ts';
import type { Change } from '../../shared/messaging/change.ts';

/** What the suite needs besides the port: a way to receive what was published, as a function would. */
export interface BusUnderTest {
  readonly bus: Bus;
  /** Bodies that arrive on the area's subscription: so many, however long that takes, and what comes right after them. Each is completed. */
  received(
    area: ChangeMessage['area'],
    atLeast: number,
  ): Promise<readonly { readonly messageId: string; readonly body: unknown }[]>;
  /** The same of the scan topic. */
  scans(atLeast: number): Promise<readonly unknown[]>;
  /** As if so much time had passed for what is scheduled. */
  skip(milliseconds: number): void;
  /** Abandons everything on the area's subscription until it is dead-lettered. */
  killAll(area: ChangeMessage['area']): Promise<void>;
  stop(): Promise<void>;
}

const change = (key: string, more: Partial<Change> = {}): Change => ({
  schema: 'change/1',
  map: 'Projects V2',
  source: 'dataverse',
  row: '11111111-1111-4111-8111-111111111111',
  event: 'update',
  mode: 'normal',
  key,
  attempt: '1',
  base: '0',
  at: '2026-10-25T10:00:00.000Z',
  origin: 'test',
  ...more,
});

/** One suite for every adapter of the Bus port. */
export function busConformance(name: string, start: () => Promise<BusUnderTest>): void {
  describe(`the bus on ${name}`, () => {
    let under: BusUnderTest;
    let count = 0;
    let key = '';
    const message = (suffix = '', area: ChangeMessage['area'] = 'setup-configuration'): ChangeMessage => ({
      area,
      messageId: `${key}${suffix}`,
      change: change(key),
    });
    beforeAll(async () => {
      under = await start();
    });
    beforeEach(() => {
      key = `key-${++count}`;
    });
    afterAll(() => under.stop());

    it('brings a published change to the subscription of its area and to no other', async () => {
      await under.bus.publish([message(), message('', 'expense')]);
      expect(await under.received('setup-configuration', 1)).toEqual([{ messageId: key, body: change(key) }]);
      expect(await under.received('expense', 1)).toHaveLength(1);
      expect(await under.received('vendor-invoice', 0)).toEqual([]);
    });

    it('publishes more changes than one batch takes', async () => {
      const many = Array.from({ length: 700 }, (_, index) => ({
        area: 'setup-configuration' as const,
        messageId: `${key}-${index}`,
        change: change(`${key}-${index}`, { row: 'x'.repeat(900) }),
      }));
      await under.bus.publish(many);
      const received = await under.received('setup-configuration', 700);
      expect(received).toHaveLength(700);
      expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(700);
    });

    it('swallows a second message with the same MessageId', async () => {
      await under.bus.publish([message()]);
      await under.bus.publish([message()]);
      expect(await under.received('setup-configuration', 1)).toHaveLength(1);
    });

    it('lets the copy of a change pass under another MessageId', async () => {
      await under.bus.publish([message()]);
      await under.bus.publish([message('#2')]);
      expect(await under.received('setup-configuration', 2)).toHaveLength(2);
    });

    it('delivers a scheduled copy at its time and not before', async () => {
      await under.bus.schedule(message(), new Date(Date.now() + 90_000).toISOString());
      under.skip(30_000);
      expect(await under.received('setup-configuration', 0)).toEqual([]);
      under.skip(91_000);
      expect(await under.received('setup-configuration', 1)).toHaveLength(1);
    });

    it('sends a copy that is scheduled twice once', async () => {
      const at = new Date(Date.now() + 60_000).toISOString();
      await under.bus.schedule(message(), at);
      await under.bus.schedule(message(), at);
      under.skip(61_000);
      expect(await under.received('setup-configuration', 1)).toHaveLength(1);
    });

    it('joins the requests to scan one map in one company', async () => {
      const request = { schema: 'scan/1' as const, map: key, company: 'usmf', origin: 'test' };
      await Promise.all(Array.from({ length: 10 }, () => under.bus.requestScan(request)));
      await under.bus.requestScan({ ...request, company: 'frrt' });
      under.skip(10_000);
      const scans = await under.scans(2);
      // Ten requests may straddle the border of two windows.
      expect(
        scans.filter((scan) => (scan as { company: string }).company === 'usmf').length,
      ).toBeLessThanOrEqual(2);
      expect(scans).toContainEqual({ ...request, company: 'frrt' });
    });

    it('settles dead letters differently at the same moment without mixing them up', async () => {
      await under.bus.publish(['a', 'b', 'c', 'd'].map((suffix) => message(suffix, 'vendor-invoice')));
      await under.killAll('vendor-invoice');
      const letters = await under.bus.receiveDeadLetters('vendor-invoice', 10);
      expect(letters).toHaveLength(4);
      await Promise.all(
        letters.map((letter, index) => (index % 2 === 0 ? letter.complete() : letter.defer())),
      );
      const left = await Promise.all(
        letters.map((letter) => under.bus.receiveDeferredDeadLetter('vendor-invoice', letter.sequenceNumber)),
      );
      expect(left.map((letter) => letter !== undefined)).toEqual([false, true, false, true]);
    });

    it('keeps a deferred dead letter until it is asked for by its number, and completes it once', async () => {
      await under.bus.publish([message('', 'expense')]);
      await under.killAll('expense');
      const [letter] = await under.bus.receiveDeadLetters('expense', 10);
      expect(letter).toMatchObject({ messageId: key, deferred: false });
      expect(JSON.parse(letter?.body ?? '')).toEqual(change(key));
      await letter?.defer();
      expect(await under.bus.receiveDeadLetters('expense', 10)).toEqual([]);

      const again = await under.bus.receiveDeferredDeadLetter('expense', letter?.sequenceNumber ?? '');
      expect(again?.messageId).toBe(key);
      await again?.complete();
      expect(
        await under.bus.receiveDeferredDeadLetter('expense', letter?.sequenceNumber ?? ''),
      ).toBeUndefined();
    });
  });
}
