import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../shared/odata/retry-after.ts';

const now = Date.parse('2026-03-01T10:00:00Z');

describe('Retry-After', () => {
  it('is read as seconds', () => {
    expect(retryAfterMs('17', undefined, now)).toBe(17_000);
    expect(retryAfterMs('0.5', undefined, now)).toBe(500);
  });

  it('is read as a date', () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 10:00:30 GMT', undefined, now)).toBe(30_000);
  });

  it('is measured against the clock of the system that sent it, not ours', () => {
    const tenMinutesAhead = 'Sun, 01 Mar 2026 10:10:00 GMT';
    expect(retryAfterMs('Sun, 01 Mar 2026 10:10:30 GMT', tenMinutesAhead, now)).toBe(30_000);
  });

  it('is at most an hour', () => {
    expect(retryAfterMs('86400', undefined, now)).toBe(3_600_000);
    expect(retryAfterMs('Mon, 02 Mar 2026 10:00:00 GMT', undefined, now)).toBe(3_600_000);
  });

  it('counts as missing when it is negative, past, empty or nonsense', () => {
    for (const header of [undefined, '', '-5', 'soon', 'Sun, 01 Mar 2026 09:00:00 GMT'])
      expect(retryAfterMs(header, undefined, now)).toBeUndefined();
  });
});
