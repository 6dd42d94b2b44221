import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n } from './maps-source-row.ts';
import { sentToDataverse, sentToFinance } from './table-map-transformed.ts';
import { toDataverseWith, toFinanceWith } from './table-map-with-fields.ts';

const places = 2;
const there = toFinanceWith(({ toFinance }) => [
  toFinance('extendedamount', 'LineAmount', 'assumed', { scale: places }),
]);
const back = toDataverseWith(({ toDataverse }) => [
  toDataverse('msdyn_amount', 'NetAmount', 'assumed', { scale: places }),
]);

describe('A number with more digits after the point than the map allows', () => {
  it('is refused, naming the column and how many it may have', () => {
    expect(sentToFinance(there, { extendedamount: n('12.345') })).toMatchObject({
      values: {},
      problems: [{ kind: 'not-exact', source: 'extendedamount', target: 'LineAmount', value: '12.345' }],
    });
    expect(sentToFinance(there, { extendedamount: n('12.345') }).problems[0]?.message).toContain('keeps 2');
  });

  it('is refused on the way to Dataverse as well', () => {
    expect(sentToDataverse(back, { NetAmount: n('0.001') })).toMatchObject({
      values: {},
      problems: [{ kind: 'not-exact', source: 'NetAmount', target: 'msdyn_amount', value: '0.001' }],
    });
  });

  it('is refused or arrives with its own value: never rounded', () => {
    const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(cents, fc.nat(4), (digits, scale) => {
        const exact = Big(digits.toString()).div(Big(10).pow(scale));
        const { values, problems } = sentToFinance(there, { extendedamount: n(exact.toFixed(4)) });
        if (exact.round(places).eq(exact)) expect(Big(String(values['LineAmount'])).eq(exact)).toBe(true);
        else expect(problems).toHaveLength(1);
      }),
    );
  });

  it('is not one whose further digits are zeros', () => {
    expect(sentToFinance(there, { extendedamount: n('12.3400') }).values).toEqual({ LineAmount: n('12.34') });
  });
});

describe('A scale', () => {
  it('never allows more digits than the type of the target keeps', () => {
    const wide = toDataverseWith(({ toDataverse }) => [
      toDataverse('msdyn_amount', 'NetAmount', 'assumed', { scale: 6 }),
    ]);
    expect(sentToDataverse(wide, { NetAmount: n('1.23456') }).problems).toMatchObject([
      { kind: 'not-exact' },
    ]);
  });

  it('is refused for what is no real', () => {
    expect(() =>
      toFinanceWith(({ toFinance }) => [
        toFinance('productdescription', 'Description', 'assumed', { scale: 2 }),
      ]),
    ).toThrow('productdescription ↔ Description: only a real has a scale');
  });
});
