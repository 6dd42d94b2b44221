import { describe, expect, it } from 'vitest';
import { joinedFind } from '../../shared/odata/joined-find.ts';
import { slots } from '../../shared/odata/slots.ts';
import { UnfitValueError } from '../../shared/odata/unfit-value-error.ts';
import type { Row } from '../../shared/odata/value.ts';

/** A database that holds texts equal by its own collation. */
function database(
  rows: readonly Row[],
  equal: (a: string, b: string) => boolean = (a, b) => a.toLowerCase() === b.toLowerCase(),
) {
  const filters: string[] = [];
  const find = joinedFind<Row>({
    slots: slots(4),
    longestFilter: 2_000,
    mostJoined: 10,
    typeOf: () => 'string',
    condition: (where) => {
      const [[column, value] = ['', '']] = Object.entries(where);
      if (value === 'unfit') throw new UnfitValueError(column, 'does not fit');
      return `${column} eq '${String(value)}'`;
    },
    valueOf: (row, column) => row[column] ?? null,
    fetch: (filter, top) => {
      filters.push(filter);
      const wanted = [...filter.matchAll(/(\w+) eq '([^']*)'/g)];
      const found = rows.filter((row) =>
        wanted.some(([, column = '', value = '']) => equal(String(row[column]), value)),
      );
      return Promise.resolve(found.slice(0, top));
    },
  });
  return { find, filters };
}

describe('joined finding', () => {
  it('asks for several rows in one chain and gives each asker its own', async () => {
    const { find, filters } = database([{ n: 'A' }, { n: 'b' }, { n: 'b' }]);
    const found = await Promise.all([find({ n: 'a' }), find({ n: 'B' }), find({ n: 'c' })]);
    expect(filters).toEqual(["(n eq 'a') or (n eq 'B') or (n eq 'c')"]);
    expect(found).toEqual([[{ n: 'A' }], [{ n: 'b' }, { n: 'b' }], []]);
  });

  it('asks each alone when a row came that answers nobody as we compare', async () => {
    const ignoringDashes = (a: string, b: string) => a.replaceAll('-', '') === b.replaceAll('-', '');
    const { find, filters } = database([{ n: 'P-1' }, { n: 'P-2' }], ignoringDashes);
    const found = await Promise.all([find({ n: 'P1' }), find({ n: 'P-2' })]);
    expect(filters).toHaveLength(3);
    expect(found).toEqual([[{ n: 'P-1' }], [{ n: 'P-2' }]]);
  });

  it('asks each alone when one of them has so many rows that the others may be cut off', async () => {
    const { find } = database([...Array.from({ length: 9 }, () => ({ n: 'a' })), { n: 'b' }]);
    const [many, one] = await Promise.all([find({ n: 'a' }), find({ n: 'b' })]);
    expect(many).toHaveLength(2);
    expect(one).toEqual([{ n: 'b' }]);
  });

  it('asks alone for letters whose equality only the database knows', async () => {
    const accents = (a: string, b: string) => a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;
    const { find } = database([{ n: 'Hotel' }], accents);
    const [plain, accented] = await Promise.all([find({ n: 'Hotel' }), find({ n: 'Hôtel' })]);
    expect(plain).toHaveLength(1);
    expect(accented).toHaveLength(1);
  });

  it('fails only the asker whose value does not fit', async () => {
    const { find } = database([{ n: 'a' }]);
    const [good, bad] = await Promise.allSettled([find({ n: 'a' }), find({ n: 'unfit' })]);
    expect(good).toEqual({ status: 'fulfilled', value: [{ n: 'a' }] });
    expect(bad.status).toBe('rejected');
  });
});
