import Big from 'big.js';
import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { memberOf, optionOf } from '../../shared/table-map/map-value.ts';
import { toDataverseValue } from '../../shared/table-map/to-dataverse-value.ts';
import { toFinanceValue } from '../../shared/table-map/to-finance-value.ts';
import { n } from './maps-source-row.ts';

/** Decimal text with up to this many digits before and after the point, as Dataverse prints it: padded with zeros. */
const decimalText = (before: number, after: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** BigInt(before) - 1n }),
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: after }),
      fc.nat(4),
    )
    .map(([negative, whole, places, padding]) => {
      const fraction = `${places.join('')}${'0'.repeat(padding)}`;
      return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
    });

const day = fc
  .date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('2154-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const valueOf = (conversion: ReturnType<typeof toFinanceValue>): unknown =>
  'value' in conversion ? conversion.value : conversion.fault;

describe('numbers', () => {
  it('arrive in Finance with the same value, or are refused: never rounded', () => {
    fc.assert(
      fc.property(decimalText(15, 10), (text) => {
        const converted = toFinanceValue(n(text), 'decimal', 'real');
        const exact = Big(text);
        const fits = exact.c.length <= 16 && exact.round(6).eq(exact);
        if (!fits) expect(converted).toMatchObject({ fault: 'not-exact' });
        else expect('value' in converted && Big(String(converted.value)).eq(exact)).toBe(true);
      }),
    );
  });

  it('come back from Finance as they went', () => {
    fc.assert(
      fc.property(decimalText(10, 6), (text) => {
        const there = toFinanceValue(n(text), 'decimal', 'real');
        const back = toDataverseValue('value' in there ? there.value : null, 'decimal');
        expect('value' in back && Big(String(back.value)).eq(text)).toBe(true);
      }),
    );
  });

  it.each([
    ['yen have no decimals', '120000', '120000'],
    ['dinars have three', '10.125', '10.125'],
    ['16 digits', '1234567890.123456', '1234567890.123456'],
    ['padding is no precision', '5000000.0000000000', '5000000'],
    ['negative', '-0.000001', '-0.000001'],
    ['an exponent is written out', '1E+3', '1000'],
    ['a double would give 0.30000000000000004', '0.3', '0.3'],
  ])('are written plainly: %s', (_what, text, expected) => {
    expect(toFinanceValue(n(text), 'money', 'real')).toEqual({ value: n(expected) });
  });

  it.each([
    ['17 digits', '12345678901.123456', 'decimal', 'real'],
    ['7 decimals', '0.1234567', 'decimal', 'real'],
  ] as const)('that Finance would round are refused: %s', (_what, text, from, to) => {
    expect(valueOf(toFinanceValue(n(text), from, to))).toBe('not-exact');
  });

  it('that a money column would round are refused', () => {
    expect(toDataverseValue(n('1.23456'), 'money')).toMatchObject({ fault: 'not-exact' });
    expect(toDataverseValue(n('1.23456'), 'decimal')).toEqual({ value: n('1.23456') });
  });

  it('of 64 bits keep every digit', () => {
    expect(toFinanceValue(n('9007199254740993'), 'bigint', 'int64')).toEqual({
      value: n('9007199254740993'),
    });
    expect(toFinanceValue(n('-9223372036854775808'), 'bigint', 'int64')).toEqual({
      value: n('-9223372036854775808'),
    });
    expect(valueOf(toFinanceValue(n('9223372036854775808'), 'bigint', 'int64'))).toBe('wrong-type');
    expect(valueOf(toFinanceValue(n('2147483648'), 'integer', 'int32'))).toBe('wrong-type');
    expect(valueOf(toFinanceValue(n('1.5'), 'integer', 'int32'))).toBe('wrong-type');
  });
});

describe('dates', () => {
  it('without a time zone keep their day in Finance and back, on every day there is', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(toFinanceValue(date, 'date-only', 'date')).toEqual({ value: `${date}T12:00:00Z` });
        expect(toFinanceValue(`${date}T23:59:59Z`, 'time-zone-independent', 'date')).toEqual({
          value: `${date}T12:00:00Z`,
        });
        expect(toDataverseValue(`${date}T12:00:00Z`, 'date-only')).toEqual({ value: date });
        expect(toDataverseValue(`${date}T12:00:00Z`, 'time-zone-independent')).toEqual({
          value: `${date}T00:00:00Z`,
        });
      }),
    );
  });

  it.each(['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2024-02-29', '2025-12-31'])(
    'do not shift when clocks change or the year ends: %s',
    (date) => {
      for (const time of ['00:00:00', '01:30:00', '02:30:00', '23:59:59'])
        expect(toFinanceValue(`${date}T${time}Z`, 'time-zone-independent', 'date')).toEqual({
          value: `${date}T12:00:00Z`,
        });
    },
  );

  it('do not depend on the time zone of this machine', () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue', 'Europe/Paris']) {
        process.env['TZ'] = zone;
        expect(toFinanceValue('2026-10-25T00:00:00Z', 'time-zone-independent', 'date')).toEqual({
          value: '2026-10-25T12:00:00Z',
        });
        expect(toDataverseValue('2026-10-25T12:00:00Z', 'date-only')).toEqual({ value: '2026-10-25' });
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('with a time keep it to the second', () => {
    expect(toFinanceValue('2026-10-25T08:30:15Z', 'user-local', 'utc-date-time')).toEqual({
      value: '2026-10-25T08:30:15Z',
    });
    expect(toDataverseValue('2026-10-25T08:30:15Z', 'user-local')).toEqual({ value: '2026-10-25T08:30:15Z' });
  });

  it('that are missing are 1900-01-01 in Finance and nothing in Dataverse', () => {
    expect(toFinanceValue(null, 'date-only', 'date')).toEqual({ value: '1900-01-01T12:00:00Z' });
    expect(toFinanceValue(null, 'user-local', 'utc-date-time')).toEqual({ value: '1900-01-01T00:00:00Z' });
    expect(toDataverseValue('1900-01-01T12:00:00Z', 'date-only')).toEqual({ value: null });
    expect(toDataverseValue('1900-01-01T00:00:00Z', 'user-local')).toEqual({ value: null });
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    'yesterday',
    '25.10.2026',
    '2026-10-25T25:00:00Z',
    '2026-10-25T00:00:00+02:00',
  ])('that do not exist, or stand in another zone, are refused: %s', (text) => {
    expect(toFinanceValue(text, 'date-only', 'date')).toMatchObject({ fault: 'wrong-type' });
  });
});

describe('texts', () => {
  it('pass through Finance unchanged, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const there = toFinanceValue(text, 'text', 'string');
        expect(there).toEqual({ value: text });
        expect(toDataverseValue(text, 'text')).toEqual({ value: text });
      }),
    );
  });

  it('that are empty are "" in Finance and null in Dataverse', () => {
    expect(toFinanceValue(null, 'text', 'string')).toEqual({ value: '' });
    expect(toDataverseValue('', 'text')).toEqual({ value: null });
  });

  it.each(['0031', '007', '1e5', 'true', ' padded ', '𝒳 Ω 漢字'])(
    'that look like something else stay texts: %s',
    (text) => {
      expect(toFinanceValue(text, 'text', 'string')).toEqual({ value: text });
    },
  );
});

describe('guids', () => {
  it('lose braces and upper case; none is all zeros', () => {
    expect(toFinanceValue('{C0A7C1D2-0000-4000-8000-00000000000A}', 'guid', 'guid')).toEqual({
      value: 'c0a7c1d2-0000-4000-8000-00000000000a',
    });
    expect(toFinanceValue(null, 'guid', 'guid')).toEqual({ value: '00000000-0000-0000-0000-000000000000' });
    expect(toDataverseValue('00000000-0000-0000-0000-000000000000', 'text')).toEqual({ value: null });
    expect(toFinanceValue('P-1001', 'text', 'guid')).toMatchObject({ fault: 'wrong-type' });
  });
});

describe('value maps', () => {
  const billing = { Chargeable: '192350001', NonChargeable: '192350000', NotSpecified: '' };

  it('give the same member back for every option they list', () => {
    for (const member of Object.keys(billing)) {
      const option = optionOf(member, 'choice', billing);
      expect(memberOf('value' in option ? option.value : null, 'choice', billing)).toEqual({ value: member });
    }
  });

  it('refuse what they do not list, also names that every object has', () => {
    expect(memberOf(n('192350003'), 'choice', billing)).toMatchObject({ fault: 'unmapped-value' });
    expect(optionOf('Complimentary', 'choice', billing)).toMatchObject({ fault: 'unmapped-value' });
    expect(optionOf('toString', 'choice', billing)).toMatchObject({ fault: 'unmapped-value' });
    expect(memberOf(null, 'choice', { Chargeable: '192350001' })).toMatchObject({ fault: 'unmapped-value' });
  });

  it('turn flags into Yes and No; an empty flag is No', () => {
    const flag = { Yes: 'true', No: 'false' };
    expect(memberOf(true, 'boolean', flag)).toEqual({ value: 'Yes' });
    expect(memberOf(null, 'boolean', flag)).toEqual({ value: 'No' });
    expect(optionOf('No', 'boolean', flag)).toEqual({ value: false });
  });

  it('give options as numbers', () => {
    expect(optionOf('Chargeable', 'choice', billing)).toEqual({ value: new LosslessNumber('192350001') });
  });
});
