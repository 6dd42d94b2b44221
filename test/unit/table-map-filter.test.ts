import { describe, expect, it } from 'vitest';
import { filterColumns } from '../../shared/table-map/filter-columns.ts';
import { matches } from '../../shared/table-map/matches.ts';
import { when } from '../../shared/table-map/when.ts';
import { n } from './maps-source-row.ts';

describe('matches', () => {
  it.each([
    ['numbers by value', when.equals('a', 1), { a: n('1.0') }, true],
    ['a number is no text', when.equals('a', '1'), { a: n('1') }, false],
    ['null and "" are both empty', when.equals('a', ''), { a: null }, true],
    ['an empty value differs from every other', when.differs('a', true), { a: null }, true],
    ['an empty value does not differ from nothing', when.differs('a', null), { a: '' }, false],
    ['false is not empty', when.equals('a', null), { a: false }, false],
    ['everything', when.everything, {}, true],
    ['no alternative', when.any(), {}, false],
  ])('compares %s', (_what, filter, row, expected) => {
    expect(matches(filter, row)).toBe(expected);
  });

  it.each([
    ['other text', { a: 'usmf', b: 'frrt' }, true],
    ['the same text', { a: 'usmf', b: 'usmf' }, false],
    ['one empty', { a: 'usmf', b: null }, true],
    ['both empty, each in its way', { a: '', b: null }, false],
    ['one number, printed in two ways', { a: n('1.0'), b: n('1') }, false],
    ['other numbers', { a: n('1'), b: n('2') }, true],
    ['a number and its text', { a: n('1'), b: '1' }, true],
  ])('compares two columns of the row: %s', (_what, row, expected) => {
    expect(matches(when.columnsDiffer('a', 'b'), row)).toBe(expected);
  });

  it('refuses to judge a row that was read without a column of the filter', () => {
    expect(() => matches(when.any(when.equals('a', 1), when.equals('b', 1)), { a: n('2') })).toThrow('b');
    expect(() => matches(when.columnsDiffer('a', 'b'), { a: 'usmf' })).toThrow('b');
    expect(() => matches(when.columnsDiffer('a', 'b'), { b: 'usmf' })).toThrow('a');
  });
});

describe('filterColumns', () => {
  it('names each column once', () => {
    const filter = when.all(when.equals('a', 1), when.any(when.differs('b', null), when.equals('a', 2)));
    expect(filterColumns(filter)).toEqual(['a', 'b']);
    expect(filterColumns(when.everything)).toEqual([]);
  });

  it('names both columns that are compared with each other', () => {
    expect(filterColumns(when.all(when.columnsDiffer('a', 'b'), when.equals('a', 1)))).toEqual(['a', 'b']);
  });
});
