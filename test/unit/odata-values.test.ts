import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { bodyValue } from '../../shared/odata/body-value.ts';
import { comparable } from '../../shared/odata/comparable.ts';
import { literal } from '../../shared/odata/literal.ts';
import { parseJson } from '../../shared/odata/parse-json.ts';
import { stringifyJson } from '../../shared/odata/stringify-json.ts';
import { UnfitValueError } from '../../shared/odata/unfit-value-error.ts';
import { wireDate } from '../../shared/odata/wire-date.ts';

describe('exact JSON', () => {
  it('keeps every digit of int64, decimals and exponents', () => {
    const text =
      '{"a":9007199254740993,"b":10.1000000000,"c":99999999999.9999999999,"d":1E+21,"e":-9223372036854775808}';
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  it('keeps any number text that JSON allows', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 0n, max: 10n ** 30n }), (whole, fraction) => {
        const text = `[${whole.toString()}.${fraction.toString()}]`;
        expect(stringifyJson(parseJson(text))).toBe(text);
      }),
    );
  });
});

describe('a literal', () => {
  it('quotes text and doubles its quotes', () => {
    expect(literal('Name', 'string', "O'Brian' or 1 eq 1")).toBe("'O''Brian'' or 1 eq 1'");
  });

  it('never lets a value of an unquoted type leave its place', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(
          'guid' as const,
          'int64' as const,
          'real' as const,
          'date' as const,
          'utc-date-time' as const,
          'boolean' as const,
        ),
        (value, type) => {
          let text = '';
          try {
            text = literal('c', type, value);
          } catch (error) {
            expect(error).toBeInstanceOf(UnfitValueError);
          }
          expect(text).not.toMatch(/[\s'()]/);
        },
      ),
    );
  });

  it('writes guids in lower case, dates at noon and numbers without exponent', () => {
    expect(literal('c', 'guid', '6F1D5F6A-0000-4000-8000-00000000A001')).toBe(
      '6f1d5f6a-0000-4000-8000-00000000a001',
    );
    expect(literal('c', 'date', '2019-01-13')).toBe('2019-01-13T12:00:00Z');
    expect(literal('c', 'date-only', '2019-01-13T00:00:00Z')).toBe('2019-01-13');
    expect(literal('c', 'real', new LosslessNumber('1E+21'))).toBe('1000000000000000000000');
    expect(literal('c', 'int64', new LosslessNumber('9223372036854775807'))).toBe('9223372036854775807');
    expect(literal('c', 'enum', 'Yes', 'Microsoft.Dynamics.DataEntities.NoYes')).toBe(
      "Microsoft.Dynamics.DataEntities.NoYes'Yes'",
    );
  });

  it('names the column whose value does not fit', () => {
    expect(() => literal('msdyn_projectid', 'guid', 'P-1')).toThrow(/^msdyn_projectid: "P-1" is not a guid$/);
  });
});

describe('a value in a body', () => {
  it('turns numbers and flags that came as text into JSON numbers and flags', () => {
    expect(
      stringifyJson({
        n: bodyValue('n', 'decimal', '0.1000000001'),
        i: bodyValue('i', 'choice', '192350000'),
      }),
    ).toBe('{"n":0.1000000001,"i":192350000}');
    expect(bodyValue('f', 'boolean', 'true')).toBe(true);
    expect(bodyValue('t', 'string', '0031')).toBe('0031');
  });

  it('writes a padded number as JSON knows it', () => {
    expect(stringifyJson(bodyValue('i', 'int32', '007'))).toBe('7');
  });
});

describe('comparable', () => {
  it('holds equal what the databases hold equal', () => {
    expect(comparable('string', 'USMF ')).toBe(comparable('string', 'usmf'));
    expect(comparable('real', new LosslessNumber('10.50'))).toBe(comparable('real', '10.5'));
    expect(comparable('date', '2026-01-02T12:00:00Z')).toBe(comparable('date', '2026-01-02'));
    expect(comparable('utc-date-time', '2026-01-02T12:00:00Z')).toBe(
      comparable('utc-date-time', '2026-01-02T13:00:00+01:00'),
    );
    expect(comparable('int64', new LosslessNumber('9007199254740993'))).not.toBe(
      comparable('int64', new LosslessNumber('9007199254740992')),
    );
  });
});

describe('a date of the serializer', () => {
  it('is wall clock, milliseconds plus offset', () => {
    expect(wireDate('/Date(1506409448000-0700)/')).toBe('2017-09-26T00:04:08.000Z');
    expect(wireDate('/Date(1506384247000)/')).toBe('2017-09-26T00:04:07.000Z');
    expect(wireDate('/Date(-6847804800000)/')).toBe('1753-01-01T00:00:00.000Z');
    expect(wireDate('/Date(1608007658000+0000)/')).toBe('2020-12-15T04:47:38.000Z');
    expect(wireDate('/Date(1608007658000+0530)/')).toBe('2020-12-15T10:17:38.000Z');
  });

  it('is undefined when it is none', () => {
    expect(wireDate('2020-12-15T10:17:38Z')).toBeUndefined();
    expect(wireDate('/Date(9999999999999999)/')).toBeUndefined();
  });
});
