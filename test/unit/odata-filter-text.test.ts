import { describe, expect, it } from 'vitest';
import { filterText } from '../../shared/odata/filter-text.ts';
import type { Filter } from '../../shared/table-map/filter.ts';

const text = (filter: Filter): string => {
  const found = filterText(filter, (column, operator, value) => `${column} ${operator} ${String(value)}`);
  return found.kind === 'text' ? found.text : found.kind;
};
const a: Filter = { kind: 'equals', column: 'a', value: '1' };
const b: Filter = { kind: 'differs', column: 'b', value: '2' };

describe('the text of a filter', () => {
  it('keeps the nesting of and and or', () => {
    expect(text({ kind: 'and', all: [a, { kind: 'or', any: [a, b] }] })).toBe(
      '(a eq 1) and ((a eq 1) or (b ne 2))',
    );
  });

  it('drops what holds for every row', () => {
    expect(text({ kind: 'and', all: [{ kind: 'everything' }, a] })).toBe('a eq 1');
    expect(text({ kind: 'or', any: [{ kind: 'everything' }, a] })).toBe('everything');
    expect(text({ kind: 'and', all: [] })).toBe('everything');
  });

  it('says when no row can match instead of asking for all', () => {
    expect(text({ kind: 'or', any: [] })).toBe('nothing');
    expect(text({ kind: 'and', all: [a, { kind: 'or', any: [] }] })).toBe('nothing');
    expect(text({ kind: 'or', any: [a, { kind: 'or', any: [] }] })).toBe('a eq 1');
  });
});
