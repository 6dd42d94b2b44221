import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey } from '../../shared/table-map/canonical-key.ts';
import { contentHash } from '../../shared/table-map/content-hash.ts';
import { parseCanonicalKey } from '../../shared/table-map/parse-canonical-key.ts';
import { n } from './maps-source-row.ts';

const types = { dataAreaId: 'string', ProjectId: 'string', TaskId: 'string' } as const;
const escapes = fc.array(fc.constantFrom('|', '%', '7C', '25', '%7C', '%25', 'P'), { maxLength: 4 });
const part = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  escapes.map((pieces) => pieces.join('')),
);
const company = fc.stringMatching(/^[a-z0-9]{0,4}$/);
const key = fc.record({ dataAreaId: company, ProjectId: part, TaskId: part });

describe('canonicalKey', () => {
  it('reads as its parts in the order of the key', () => {
    expect(canonicalKey({ TaskId: 'A-1', ProjectId: 'P-1001', dataAreaId: 'USMF' }, types)).toBe(
      'usmf|P-1001|A-1',
    );
  });

  it('never gives two keys one text, and leads back to the key', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(parseCanonicalKey(canonicalKey(a, types), types)).toEqual(a);
        expect(canonicalKey(a, types) === canonicalKey(b, types)).toBe(
          JSON.stringify(a) === JSON.stringify(b),
        );
      }),
    );
  });

  it('is the same for every spelling of guids, numbers, dates and companies', () => {
    const mixed = { dataAreaId: 'string', Id: 'guid', Line: 'real', From: 'date' } as const;
    const one = {
      dataAreaId: 'USMF',
      Id: '{C0A7C1D2-0000-4000-8000-00000000000A}',
      Line: n('1.50'),
      From: '2026-10-25T12:00:00Z',
    };
    const two = {
      dataAreaId: 'usmf',
      Id: 'c0a7c1d2-0000-4000-8000-00000000000a',
      Line: '1.5',
      From: '2026-10-25',
    };
    expect(canonicalKey(one, mixed)).toBe('usmf|c0a7c1d2-0000-4000-8000-00000000000a|1.5|2026-10-25');
    expect(canonicalKey(two, mixed)).toBe(canonicalKey(one, mixed));
    expect(parseCanonicalKey(canonicalKey(one, mixed), mixed)).toEqual({
      dataAreaId: 'usmf',
      Id: 'c0a7c1d2-0000-4000-8000-00000000000a',
      Line: n('1.5'),
      From: '2026-10-25T12:00:00Z',
    });
  });

  it('keeps empty parts and refuses missing ones', () => {
    expect(canonicalKey({ dataAreaId: 'usmf', ProjectId: '', TaskId: null }, types)).toBe('usmf||');
    expect(() => canonicalKey({ dataAreaId: 'usmf', ProjectId: 'P' }, types)).toThrow('TaskId');
    expect(() => parseCanonicalKey('usmf|P', types)).toThrow('2 parts');
  });
});

describe('contentHash', () => {
  it('ignores the order of columns and the spelling of numbers', () => {
    expect(contentHash({ A: 'x', B: n('10.50') }, '1')).toBe(contentHash({ B: n('10.5'), A: 'x' }, '1'));
    expect(contentHash({ A: n('1E+3') }, '1')).toBe(contentHash({ A: n('1000.00') }, '1'));
  });

  it.each([
    ['a value', { A: 'y' }],
    ['a text that spells the number', { A: '10.5' }],
    ['nothing in place of an empty text', { A: null }],
    ['another column', { B: n('10.5') }],
  ])('differs with %s', (_what, payload) => {
    expect(contentHash(payload, '1')).not.toBe(contentHash({ A: n('10.5') }, '1'));
    expect(contentHash(payload, '1')).not.toBe(contentHash({ A: '' }, '1'));
  });

  it('differs with the version of the map', () => {
    expect(contentHash({ A: 'x' }, '1.0.0.1')).not.toBe(contentHash({ A: 'x' }, '1.0.0.2'));
  });

  it('is a SHA-256 in hex', () => {
    expect(contentHash({}, '1')).toMatch(/^[0-9a-f]{64}$/);
  });
});
