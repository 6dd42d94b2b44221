import { LosslessNumber } from 'lossless-json';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ODataValue, Row } from '../../shared/odata/value.ts';
import { CounterpartError, type CounterpartErrorDetails } from '../../shared/sync/counterpart-error.ts';
import type { Counterpart, ReadRow, RowKey, WriteValues } from '../../shared/sync/counterpart.ts';
import type { Filter } from '../../shared/table-map/filter.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';

export interface OpenOptions {
  readonly timeoutMs?: number;
  readonly pageSize?: number;
  readonly url?: string;
}

/** How the system behaves from now on. `lost`: does what it is asked and then breaks the connection. */
export type Mood =
  | { readonly mode: 'normal' | 'down' | 'lost' }
  | { readonly mode: 'slow'; readonly milliseconds: number }
  | { readonly mode: 'failing'; readonly status: number; readonly times?: number }
  | {
      readonly mode: 'throttled';
      readonly retryAfterForm: 'seconds' | 'date' | 'none';
      readonly retryAfterSeconds: number;
    };

/** A real system with what the suite must know of one of its tables. */
export interface CounterpartUnderTest {
  open(options?: OpenOptions): Counterpart;
  readonly table: TableRef;
  /** A writable column of each kind. */
  readonly columns: {
    readonly text: string;
    readonly decimal: string;
    /** A second number: int64 where the table has one. */
    readonly whole: string;
    readonly date: string;
    readonly choice: string;
  };
  readonly samples: {
    readonly decimal: string;
    readonly whole: string;
    readonly date: readonly [earlier: string, later: string];
    readonly choice: readonly [ODataValue, ODataValue];
  };
  /** What every new row needs, and the key of the n-th. */
  readonly newRow: (n: number) => { readonly key: RowKey; readonly values: WriteValues };
  /** The company that `newRow` writes to, where the system scans by company. */
  readonly company: string | undefined;
  /** A row that the system's validation refuses, with the column and the words that must come up. */
  readonly refused: {
    readonly table: TableRef;
    readonly key: RowKey;
    readonly values: WriteValues;
    readonly field: string;
    readonly text: RegExp;
  };
  /** The rows as the system stores them. */
  stored(): readonly Readonly<Record<string, unknown>>[];
  set(mood: Mood): Promise<void>;
  /** Requests for the table since the last call. */
  counts(): Promise<{ readonly reads: number; readonly writes: number }>;
  stop(): Promise<void>;
}

/** One suite for both adapters of the Counterpart port, run against the systems themselves. */
export function counterpartConformance(name: string, start: () => Promise<CounterpartUnderTest>): void {
  describe(`the counterpart ${name}`, () => {
    let under: CounterpartUnderTest;
    let counterpart: Counterpart;
    let count = 0;

    beforeAll(async () => {
      under = await start();
    });
    afterAll(() => under.stop());
    beforeEach(async () => {
      await under.set({ mode: 'normal' });
      counterpart = under.open();
      await under.counts();
    });

    const next = () => under.newRow(++count);
    const make = async (values: WriteValues = {}): Promise<RowKey> => {
      const row = next();
      await counterpart.create(under.table, row.key, { ...row.values, ...values });
      return row.key;
    };
    const all = async (
      pages: AsyncIterable<readonly ReadRow[]>,
    ): Promise<readonly (readonly ReadRow[])[]> => {
      const found: (readonly ReadRow[])[] = [];
      for await (const page of pages) found.push(page);
      return found;
    };
    const stored = (key: RowKey) =>
      under
        .stored()
        .filter((row) =>
          Object.entries(key).every(([column, value]) => String(row[column]) === String(value)),
        );

    describe('reading', () => {
      it('finds a row by its key with the asked columns, its key and its ETag', async () => {
        const { text, decimal } = under.columns;
        const key = await make({ [text]: 'Bridge' });
        const row = await counterpart.read(under.table, key, [text, decimal]);
        expect(row?.key).toEqual(key);
        expect(row?.values[text]).toBe('Bridge');
        expect(Object.keys(row?.values ?? {})).toEqual([text, decimal]);
        expect(row?.etag).toMatch(/^W\/"/);
      });

      it('says undefined for a row that is not there', async () => {
        expect(await counterpart.read(under.table, next().key, [under.columns.text])).toBeUndefined();
      });

      it('joins what is read at the same time into few requests', async () => {
        const { text } = under.columns;
        const keys = await Promise.all(
          Array.from({ length: 60 }, (_, index) => make({ [text]: `joined ${String(index)}` })),
        );
        await counterpart.read(under.table, keys[0] ?? {}, [text]);
        await under.counts();
        const missing = next().key;
        const rows = await Promise.all(
          [...keys, ...keys, missing].map((key) => counterpart.read(under.table, key, [text])),
        );
        expect(rows.map((row) => row?.values[text])).toEqual([
          ...[...keys, ...keys].map((_, index) => `joined ${String(index % 60)}`),
          undefined,
        ]);
        const { reads } = await under.counts();
        expect(reads).toBeGreaterThan(0);
        expect(reads).toBeLessThanOrEqual(7);
      });

      it('rejects every reader of a failed request', async () => {
        const keys = [await make(), await make(), await make()];
        await under.set({ mode: 'failing', status: 500 });
        const results = await Promise.allSettled(
          keys.map((key) => counterpart.read(under.table, key, [under.columns.text])),
        );
        for (const result of results)
          expect(reasonOf(result)).toMatchObject({ kind: 'transient', applied: 'no' });
      });

      it('tries again once, at once, when the system hiccups', async () => {
        const key = await make();
        await under.set({ mode: 'failing', status: 502, times: 1 });
        await under.counts();
        expect(await counterpart.read(under.table, key, [under.columns.text])).toBeDefined();
        expect(await under.counts()).toEqual({ reads: 2, writes: 0 });
      });
    });

    describe('finding', () => {
      it('gives no row, one, or two of many', async () => {
        const { text, decimal } = under.columns;
        const only = await make({ [text]: "one O'Brian" });
        await Promise.all([make({ [text]: 'many' }), make({ [text]: 'many' }), make({ [text]: 'many' })]);
        const [none, one, many] = await Promise.all(
          ['none', "one O'Brian", 'many'].map((value) =>
            counterpart.find(under.table, { [text]: value }, [decimal]),
          ),
        );
        expect(none).toEqual([]);
        expect(one?.map((row) => row.key)).toEqual([only]);
        expect(Object.keys(one?.[0]?.values ?? {})).toEqual([decimal]);
        expect(many).toHaveLength(2);
      });

      it('compares several columns, numbers and dates by their value', async () => {
        const { text, decimal, date } = under.columns;
        const value = {
          [text]: 'several',
          [decimal]: new LosslessNumber('12.50'),
          [date]: under.samples.date[0],
        };
        const key = await make(value);
        await make({ ...value, [decimal]: new LosslessNumber('12.51') });
        const found = await counterpart.find(
          under.table,
          { [text]: 'several', [decimal]: new LosslessNumber('12.5'), [date]: under.samples.date[0] },
          [],
        );
        expect(found.map((row) => row.key)).toEqual([key]);
      });
    });

    describe('creating', () => {
      it('makes exactly this row', async () => {
        const { text, choice } = under.columns;
        const key = await make({ [text]: 'made', [choice]: under.samples.choice[0] });
        expect(stored(key)).toHaveLength(1);
        expect(await counterpart.read(under.table, key, [text])).toMatchObject({
          values: { [text]: 'made' },
        });
      });

      it('never writes over a row that is there', async () => {
        const { text } = under.columns;
        const row = next();
        await counterpart.create(under.table, row.key, { ...row.values, [text]: 'first' });
        const again = counterpart.create(under.table, row.key, { ...row.values, [text]: 'second' });
        expect(await failure(again)).toMatchObject({ kind: 'already-exists', applied: 'no' });
        expect(stored(row.key).map((found) => found[text])).toEqual(['first']);
      });

      it('makes one row when the same is made twice at once', async () => {
        const row = next();
        const results = await Promise.allSettled(
          [1, 2, 3].map(() => counterpart.create(under.table, row.key, row.values)),
        );
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
        for (const result of results)
          if (result.status === 'rejected')
            expect(reasonOf(result)).toMatchObject({ kind: 'already-exists' });
        expect(stored(row.key)).toHaveLength(1);
      });
    });

    describe('updating', () => {
      it('changes only the columns it is given', async () => {
        const { text, decimal } = under.columns;
        const key = await make({ [text]: 'before', [decimal]: new LosslessNumber('7.25') });
        await counterpart.update(under.table, key, { [text]: 'after' });
        const row = await counterpart.read(under.table, key, [text, decimal]);
        expect(row?.values[text]).toBe('after');
        expect(Number(row?.values[decimal])).toBe(7.25);
      });

      it('of a row that is not there says so and makes none', async () => {
        const { key } = next();
        const before = under.stored().length;
        expect(
          await failure(counterpart.update(under.table, key, { [under.columns.text]: 'ghost' })),
        ).toMatchObject({ kind: 'missing', applied: 'no' });
        expect(under.stored()).toHaveLength(before);
      });

      it('empties a column with null', async () => {
        const { text } = under.columns;
        const key = await make({ [text]: 'full' });
        await counterpart.update(under.table, key, { [text]: null });
        const row = await counterpart.read(under.table, key, [text]);
        expect(row?.values[text] ?? '').toBe('');
      });
    });

    describe('deleting', () => {
      it('tells a deleted row from one that was not there', async () => {
        const key = await make();
        expect(await counterpart.delete(under.table, key)).toBe('deleted');
        expect(stored(key)).toEqual([]);
        expect(await counterpart.delete(under.table, key)).toBe('absent');
      });
    });

    describe('scanning', () => {
      const marked = (column: string, value: ODataValue): Filter => ({ kind: 'equals', column, value });

      it('brings every matching row once, page by page, with its key', async () => {
        const { text } = under.columns;
        const keys = await Promise.all(Array.from({ length: 7 }, () => make({ [text]: 'scanned' })));
        await make({ [text]: 'not scanned' });
        const pages = await all(
          under
            .open({ pageSize: 3 })
            .scan(under.table, marked(text, 'scanned'), undefined, under.company, [text]),
        );
        expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
        const found = pages.flat().map((row) => JSON.stringify(row.key));
        expect(found.sort()).toEqual(keys.map((key) => JSON.stringify(key)).sort());
      });

      it('goes on where a page says that it does, for another client too', async () => {
        const { text } = under.columns;
        const keys = await Promise.all(Array.from({ length: 5 }, () => make({ [text]: 'gone on' })));
        const asked = [under.table, marked(text, 'gone on'), undefined, under.company, [text]] as const;
        const first = await under.open({ pageSize: 2 }).page(undefined, ...asked);
        const second = await under.open({ pageSize: 2 }).page(first.next, ...asked);
        const third = await under.open({ pageSize: 2 }).page(second.next, ...asked);
        const pages = [first, second, third];
        expect(pages.map(({ rows }) => rows.length)).toEqual([2, 2, 1]);
        expect(third.next).toBeUndefined();
        const found = pages.flatMap(({ rows }) => rows).map((row) => JSON.stringify(row.key));
        expect(found.sort()).toEqual(keys.map((key) => JSON.stringify(key)).sort());
      });

      it('starts at a date, that day included', async () => {
        const { text, date } = under.columns;
        const [earlier, later] = under.samples.date;
        await make({ [text]: 'dated', [date]: earlier });
        const key = await make({ [text]: 'dated', [date]: later });
        const from = { column: date, date: later.slice(0, 10) };
        const pages = await all(
          counterpart.scan(under.table, marked(text, 'dated'), from, under.company, [text]),
        );
        expect(pages.flat().map((row) => row.key)).toEqual([key]);
      });

      it('understands every form of filter', async () => {
        const { text, choice, whole } = under.columns;
        const [one, two] = under.samples.choice;
        const first = await make({ [text]: 'forms', [choice]: one, [whole]: new LosslessNumber('1') });
        const second = await make({ [text]: 'forms', [choice]: two, [whole]: new LosslessNumber('2') });
        const where = (part: Filter): Filter => ({
          kind: 'and',
          all: [marked(text, 'forms'), { kind: 'everything' }, part],
        });
        const found = async (filter: Filter) =>
          (await all(counterpart.scan(under.table, filter, undefined, under.company, [])))
            .flat()
            .map((row) => row.key);
        expect(await found(where(marked(choice, one)))).toEqual([first]);
        expect(await found(where({ kind: 'differs', column: choice, value: one }))).toEqual([second]);
        expect(
          await found(
            where({ kind: 'or', any: [marked(whole, new LosslessNumber('1')), marked(choice, two)] }),
          ),
        ).toHaveLength(2);
        expect(await found(where({ kind: 'or', any: [] }))).toEqual([]);
      });
    });

    describe('values', () => {
      it('keep every digit, letter and quote', async () => {
        const { text, decimal, whole, date, choice } = under.columns;
        const values: Row = {
          [text]: 'Zoë\'s 日本 "quoted" \\ / + % & 0031 😀',
          [decimal]: new LosslessNumber(under.samples.decimal),
          [whole]: new LosslessNumber(under.samples.whole),
          [date]: under.samples.date[0],
          [choice]: under.samples.choice[1],
        };
        const key = await make(values);
        expect(String(stored(key)[0]?.[decimal])).toBe(under.samples.decimal);
        expect(String(stored(key)[0]?.[whole])).toBe(under.samples.whole);
        const row = await counterpart.read(under.table, key, Object.keys(values));
        expect(asText(row?.values)).toEqual(asText(values));
        expect(
          (await counterpart.find(under.table, { [text]: values[text] ?? '' }, [])).map((found) => found.key),
        ).toEqual([key]);
      });

      it('that do not fit are refused before any call', async () => {
        const { key } = next();
        const call = counterpart.update(under.table, key, { [under.columns.decimal]: 'twelve' });
        expect(await failure(call)).toMatchObject({
          kind: 'rejected',
          code: 'unfit-value',
          field: under.columns.decimal,
          applied: 'no',
        });
        expect(await under.counts()).toMatchObject({ writes: 0 });
      });
    });

    describe('a system in trouble', () => {
      const write = (key: RowKey) => counterpart.update(under.table, key, { [under.columns.text]: 'later' });

      it.each([
        ['seconds', 7, 7_000],
        ['seconds', 86_400, 3_600_000],
        ['seconds', -3, undefined],
        ['none', 7, undefined],
      ] as const)(
        'that throttles with Retry-After as %s %i asks for %s ms',
        async (retryAfterForm, retryAfterSeconds, expected) => {
          const key = await make();
          await under.set({ mode: 'throttled', retryAfterForm, retryAfterSeconds });
          await under.counts();
          const details = await failure(write(key));
          expect(details).toMatchObject({ kind: 'throttled', status: 429, applied: 'no' });
          expect(details.retryAfterMs).toBe(expected);
          expect(await under.counts()).toEqual({ reads: 0, writes: 1 });
          expect(await failure(counterpart.read(under.table, key, []))).toMatchObject({ kind: 'throttled' });
        },
      );

      it('that throttles until a date asks for the time up to it', async () => {
        const key = await make();
        await under.set({ mode: 'throttled', retryAfterForm: 'date', retryAfterSeconds: 30 });
        const { retryAfterMs } = await failure(write(key));
        expect(retryAfterMs).toBeGreaterThan(27_000);
        expect(retryAfterMs).toBeLessThan(32_000);
      });

      it('that breaks the connection leaves a write unknown and a read harmless', async () => {
        const key = await make();
        await under.set({ mode: 'down' });
        await under.counts();
        expect(await failure(write(key))).toMatchObject({
          kind: 'transient',
          code: 'reset',
          applied: 'unknown',
        });
        expect(await under.counts()).toEqual({ reads: 0, writes: 1 });
        expect(await failure(counterpart.read(under.table, key, []))).toMatchObject({
          kind: 'transient',
          applied: 'no',
        });
        expect(await under.counts()).toEqual({ reads: 2, writes: 0 });
      });

      it('that is not there at all is unavailable, and nothing was written', async () => {
        const nobody = under.open({ url: 'http://127.0.0.1:9' });
        const { key, values } = next();
        expect(
          await failure(
            nobody.create(under.table, key, { [under.columns.text]: values[under.columns.text] ?? null }),
          ),
        ).toMatchObject({ kind: 'unavailable', applied: 'no' });
        expect(await failure(nobody.read(under.table, key, []))).toMatchObject({
          kind: 'unavailable',
          applied: 'no',
        });
      });

      it.each([
        [503, 'unavailable'],
        [502, 'transient'],
        [504, 'transient'],
        [500, 'transient'],
      ] as const)('that answers %i to a write is %s, and the write unknown', async (status, kind) => {
        const key = await make();
        await under.set({ mode: 'failing', status });
        expect(await failure(write(key))).toMatchObject({ kind, status, applied: 'unknown' });
      });

      it.each([[401], [403]])('that answers %i is a fault of the configuration', async (status) => {
        const key = await make();
        await under.set({ mode: 'failing', status });
        expect(await failure(write(key))).toMatchObject({ kind: 'misconfigured', applied: 'no' });
      });

      it('that loses the answer of a create made the row, and the error says that it may have', async () => {
        const { key, values } = next();
        await make();
        await under.set({ mode: 'lost' });
        expect(await failure(counterpart.create(under.table, key, values))).toMatchObject({
          applied: 'unknown',
        });
        expect(stored(key)).toHaveLength(1);
        await under.set({ mode: 'normal' });
        expect(await failure(counterpart.create(under.table, key, values))).toMatchObject({
          kind: 'already-exists',
        });
      });

      it('that takes too long is given up, and the write unknown', async () => {
        const key = await make();
        await under.set({ mode: 'slow', milliseconds: 400 });
        const hasty = under.open({ timeoutMs: 80 });
        expect(await failure(hasty.update(under.table, key, { [under.columns.text]: 'slow' }))).toMatchObject(
          { kind: 'transient', code: 'time-out', applied: 'unknown' },
        );
        expect(await failure(hasty.read(under.table, key, []))).toMatchObject({
          code: 'time-out',
          applied: 'no',
        });
      });
    });

    describe('a table map that does not fit', () => {
      const unknown = { kind: 'misconfigured', applied: 'no' };

      it('is told apart from a record that does not, naming the column', async () => {
        const key = await make();
        const table = { ...under.table, columns: { ...under.table.columns, nosuchcolumn: 'text' as const } };
        expect(await failure(counterpart.read(table, key, ['nosuchcolumn']))).toMatchObject({
          ...unknown,
          field: 'nosuchcolumn',
        });
        expect(await failure(counterpart.find(table, { nosuchcolumn: 'x' }, []))).toMatchObject({
          ...unknown,
          field: 'nosuchcolumn',
        });
        expect(await failure(counterpart.update(table, key, { nosuchcolumn: 'x' }))).toMatchObject({
          ...unknown,
          field: 'nosuchcolumn',
        });
      });

      it('names a set that does not exist', async () => {
        const table = { ...under.table, set: 'nosuchset' };
        expect(await failure(counterpart.read(table, next().key, []))).toMatchObject(unknown);
        expect(
          await failure(counterpart.update(table, next().key, { [under.columns.text]: 'x' })),
        ).toMatchObject(unknown);
      });
    });

    describe('a refusal', () => {
      it('names the column and gives the deepest words of the system', async () => {
        const { table, key, values, field, text } = under.refused;
        const details = await failure(counterpart.create(table, key, values));
        expect(details).toMatchObject({ kind: 'rejected', field, applied: 'no' });
        expect(details.text).toMatch(text);
        expect(details.text).not.toMatch(/^An error has occurred|\n\s+at /);
        expect(details.hint).toMatch(/.{20}/);
        expect(await counterpart.read(table, key, [])).toBeUndefined();
      });
    });
  });
}

/** What a call threw; only CounterpartErrors may come. */
export async function failure(call: Promise<unknown>): Promise<CounterpartErrorDetails> {
  const [result] = await Promise.allSettled([call]);
  return reasonOf(result);
}

function reasonOf(result: PromiseSettledResult<unknown>): CounterpartErrorDetails {
  if (result.status === 'fulfilled') throw new Error(`Nothing was refused: ${JSON.stringify(result.value)}`);
  if (result.reason instanceof CounterpartError) return result.reason.details;
  throw result.reason;
}

/** Numbers by their digits, without the zeros at their end that a system may add. */
const asText = (row: Row | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row ?? {}).map(([column, value]) => [
      column,
      value instanceof LosslessNumber
        ? value
            .toString()
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, '')
        : String(value),
    ]),
  );
