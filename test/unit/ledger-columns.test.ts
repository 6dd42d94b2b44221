import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longTextColumns, readLongText } from '../../shared/ledger/table-storage/long-text.ts';
import { numberColumn } from '../../shared/ledger/table-storage/number-column.ts';
import { timelineRowKey } from '../../shared/ledger/table-storage/timeline-row.ts';
import { trimText } from '../../shared/ledger/table-storage/trim-text.ts';

/** A property holds 64 KiB of UTF-16. */
const most = 32_768;

const piece = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 });
const longText = fc.tuple(piece, fc.nat(30_000)).map(([one, times]) => one.repeat(times));

describe('a text column', () => {
  it('keeps a text that fits as it is', () => {
    expect(trimText('x'.repeat(32_000))).toBe('x'.repeat(32_000));
  });

  it('says how many characters of a longer one were cut, and never cuts a character in half', () => {
    fc.assert(
      fc.property(longText, (long) => {
        const kept = trimText(long);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(kept.isWellFormed()).toBe(true);
        if (kept === long) return;
        const [, text = '', count] = /^(.*) … \[cut, (\d+) characters\]$/su.exec(kept) ?? [];
        expect(long.startsWith(text)).toBe(true);
        expect(text.length + Number(count)).toBe(long.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a text without loss', () => {
  it('comes back from its columns as it was, whatever its length', () => {
    fc.assert(
      fc.property(longText, (long) => {
        const columns = longTextColumns('change', long);
        for (const column of Object.values(columns)) {
          expect(column.length).toBeLessThanOrEqual(most);
          expect(column.isWellFormed()).toBe(true);
        }
        expect(readLongText('change', columns)).toBe(long);
      }),
      { numRuns: 40 },
    );
  });

  it('is told apart from no text', () => {
    expect(readLongText('change', longTextColumns('change', ''))).toBe('');
    expect(readLongText('change', {})).toBeUndefined();
  });
});

describe('a number column', () => {
  it('is an Int32 where it fits, else a Double', () => {
    expect(numberColumn(-2_147_483_648)).toBe(-2_147_483_648);
    expect(numberColumn(2_147_483_648)).toEqual({ type: 'Double', value: 2_147_483_648 });
    expect(numberColumn(0.5)).toEqual({ type: 'Double', value: 0.5 });
  });
});

describe('the key of a timeline row', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });

  it('sorts the newer first, and within one second the later entry', () => {
    fc.assert(
      fc.property(instant, instant, fc.nat(1_000), fc.nat(1_000), (one, other, entry, another) => {
        fc.pre(one < other || (one.getTime() === other.getTime() && entry < another));
        const older = timelineRowKey(one.toISOString(), entry, 'a');
        const newer = timelineRowKey(other.toISOString(), another, 'b');
        expect(newer < older).toBe(true);
      }),
    );
    const at = '2026-03-01T08:00:00.000Z';
    expect(timelineRowKey(at, 10, 'a') < timelineRowKey(at, 9, 'b')).toBe(true);
  });

  it('is the same for the same write, and another for a write by somebody else', () => {
    const at = '2026-03-01T08:00:00.000Z';
    expect(timelineRowKey(at, 1, 'token')).toBe(timelineRowKey(at, 1, 'token'));
    expect(timelineRowKey(at, 1, 'token')).not.toBe(timelineRowKey(at, 1, 'other'));
  });
});
