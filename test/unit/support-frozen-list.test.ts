import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { frozenListHash } from '../../shared/support/frozen-list-hash.ts';
import { previewHash } from '../../shared/support/preview-hash.ts';
import { rankItems } from '../../shared/support/rank-items.ts';

describe('the hash of what was seen', () => {
  it('is the same whatever the order of the columns, and another for any value that moved', () => {
    const seen = { source: { a: 'x', b: new LosslessNumber('12.50') }, existing: 'absent' };
    const hash = previewHash(seen);
    expect(previewHash({ existing: 'absent', source: { b: new LosslessNumber('12.50'), a: 'x' } })).toBe(
      hash,
    );
    expect(previewHash({ ...seen, nothing: undefined })).toBe(hash);
    const moved = [
      { ...seen, existing: { key: {}, values: {} } },
      { ...seen, source: { a: 'x', b: new LosslessNumber('12.51') } },
      { ...seen, source: { a: 'x', b: '12.50' } },
      { ...seen, source: { a: null, b: new LosslessNumber('12.50') } },
      { ...seen, source: { a: 'x' } },
    ];
    expect(new Set([hash, ...moved.map(previewHash)]).size).toBe(moved.length + 1);
  });

  it('of a list is another for another record, order, or hash of one of them', () => {
    const a = { record: 'a', hash: '1' };
    const b = { record: 'b', hash: '2' };
    const lists = [
      [],
      [a],
      [a, b],
      [b, a],
      [a, { ...b, hash: '3' }],
      [a, { record: 'b' }],
      [{ record: 'a 1\n' }],
    ];
    expect(new Set(lists.map(frozenListHash)).size).toBe(lists.length);
    expect(frozenListHash([{ ...a }, { ...b }])).toBe(frozenListHash([a, b]));
  });
});

describe('the order of a list', () => {
  const ranks = (...items: readonly [string, ...string[]][]) =>
    Object.fromEntries(rankItems(items.map(([record, ...parents]) => ({ record, parents }))));

  it('puts each record after all of its parents, however they are listed', () => {
    expect(ranks(['line', 'header', 'project'], ['header', 'project'], ['project', 'contract'])).toEqual({
      project: 0,
      header: 1,
      line: 2,
    });
  });

  it('does not wait for parents that are not in the list, nor for itself', () => {
    expect(ranks(['task', 'project', 'task'], ['other'])).toEqual({ task: 0, other: 0 });
  });

  it('ends where records are each other’s parents', () => {
    expect(Object.keys(ranks(['a', 'b'], ['b', 'c'], ['c', 'a'])).toSorted()).toEqual(['a', 'b', 'c']);
  });
});
