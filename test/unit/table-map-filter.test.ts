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

  it('refuses to judge a row that was read without a column of the filter', () => {
    expect(() => matches(when.any(when.equals('a', 1), when.equals('b', 1)), { a: n('2') })).toThrow('b');
  });
});

describe('filterColumns', () => {
  it('names each column once', () => {
    const filter = when.all(when.equals('a', 1), when.any(when.differs('b', null), when.equals('a', 2)));
    expect(filterColumns(filter)).toEqual(['a', 'b']);
    expect(filterColumns(when.everything)).toEqual([]);
  });
});
