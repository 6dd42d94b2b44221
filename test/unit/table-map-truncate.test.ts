import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentToDataverse, sentToFinance } from './table-map-transformed.ts';
import { toDataverseWith, toFinanceWith } from './table-map-with-fields.ts';

const most = 10;
const there = toFinanceWith(({ toFinance }) => [
  toFinance('productdescription', 'Description', 'assumed', { truncate: most }),
]);
const description = (text: string): unknown =>
  sentToFinance(there, { productdescription: text }).values['Description'];

describe('A text that is too long', () => {
  it('crosses whole where the map does not ask for a cut', () => {
    const uncut = toFinanceWith(({ toFinance }) => [
      toFinance('productdescription', 'Description', 'assumed'),
    ]);
    const text = 'a'.repeat(4_000);
    expect(sentToFinance(uncut, { productdescription: text }).values['Description']).toBe(text);
  });

  it('is cut after so many characters where the map asks for it', () => {
    expect(description('Cable sets, first lot')).toBe('Cable sets');
  });

  it('is cut on the way to Dataverse as well', () => {
    const back = toDataverseWith(({ toDataverse }) => [
      toDataverse('msdyn_externaldescription', 'AdditionalInformation', 'assumed', { truncate: most }),
    ]);
    expect(sentToDataverse(back, { AdditionalInformation: 'Hotel, one night' }).values).toEqual({
      msdyn_externaldescription: 'Hotel, one',
    });
  });

  it('keeps every character that it keeps whole: none of two units is cut in half', () => {
    expect(description('Cable set😀s')).toBe('Cable set');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
        const kept = String(description(text));
        expect(kept.isWellFormed()).toBe(true);
        expect(text.startsWith(kept)).toBe(true);
        if (text.length <= most) expect(kept).toBe(text);
      }),
    );
  });

  it('cannot be asked to cut a number', () => {
    expect(() =>
      toFinanceWith(({ toFinance }) => [
        toFinance('extendedamount', 'LineAmount', 'assumed', { truncate: 3 }),
      ]),
    ).toThrow('extendedamount ↔ LineAmount: only a text can be truncated');
  });
});
