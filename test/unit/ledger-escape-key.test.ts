import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeKey } from '../../shared/ledger/table-storage/escape-key.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const codeUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x21, 0x2f, 0x27, 0x30)), {
    maxLength: 700,
  })
  .map((units) => String.fromCharCode(...units));

describe('a key of Table Storage', () => {
  it('has only characters that the service and every proxy leave alone, and at most 500 of them', () => {
    fc.assert(
      fc.property(fc.oneof(text, codeUnits), (any) => {
        expect(escapeKey(any)).toMatch(/^[A-Za-z0-9._|:@~!-]{0,500}$/);
      }),
    );
  });

  it('differs for any two texts that differ, half surrogates and long common beginnings included', () => {
    const pairs = fc.oneof(
      fc.tuple(text, text),
      fc.tuple(codeUnits, codeUnits),
      fc
        .tuple(codeUnits, text, text)
        .map(([start, one, other]): [string, string] => [start + one, start + other]),
      // A text and its own escape, which is a legal text too.
      fc.tuple(text).map(([one]): [string, string] => [one, escapeKey(one)]),
    );
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        fc.pre(one !== other);
        expect(escapeKey(one)).not.toBe(escapeKey(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves readable what may stay readable', () => {
    expect(escapeKey("task|usmf|P-1 'a/b'")).toBe('task|usmf|P-1!0020!0027a!002fb!0027');
  });

  it('keeps the beginning of a long text and ends in its hash', () => {
    expect(escapeKey('x'.repeat(600))).toMatch(/^x{428}!sha256-[0-9a-f]{64}$/);
    expect(escapeKey('x'.repeat(500))).toBe('x'.repeat(500));
  });
});
