import type { ColumnShape, ColumnType, Option, Target } from './column.ts';

type Changes = Partial<Omit<ColumnShape, 'type'>>;

const shape = (type: ColumnType, own: Changes, changes: Changes = {}): ColumnShape => ({
  type,
  required: 'none',
  creatable: true,
  updatable: true,
  readable: true,
  assumed: false,
  ...own,
  ...changes,
});

const options = (labels: Readonly<Record<number, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));

/**
 * Makes columns by type. Ranges are the platform's own: decimal ±1e11 with at most 10 places, money the range of
 * SQL money with 4 stored places, dates from 1753.
 */
export const columnOf = {
  text: (maxLength: number, changes?: Changes) => shape('text', { maxLength }, changes),
  memo: (maxLength: number, changes?: Changes) => shape('memo', { maxLength }, changes),
  guid: (changes?: Changes) => shape('guid', {}, changes),
  boolean: (changes?: Changes) => shape('boolean', { defaultValue: false }, changes),
  integer: (changes?: Changes) =>
    shape('integer', { minimum: '-2147483648', maximum: '2147483647' }, changes),
  bigint: (changes?: Changes) => shape('bigint', {}, changes),
  decimal: (precision: number, changes?: Changes) =>
    shape('decimal', { precision, minimum: '-100000000000', maximum: '100000000000' }, changes),
  money: (changes?: Changes) =>
    shape('money', { precision: 4, minimum: '-922337203685477', maximum: '922337203685477' }, changes),
  choice: (labels: Readonly<Record<number, string>>, changes?: Changes) =>
    shape('choice', { options: options(labels) }, changes),
  dateOnly: (changes?: Changes) => shape('date-only', {}, changes),
  userLocal: (changes?: Changes) => shape('user-local', {}, changes),
  timeZoneIndependent: (changes?: Changes) => shape('time-zone-independent', {}, changes),
  lookup: (
    table: string,
    navigation: string,
    changes?: Changes & { readonly whenDeleted?: Target['whenDeleted'] },
  ) => {
    const { whenDeleted = 'remove-link', ...rest } = changes ?? {};
    return shape('lookup', { targets: [{ table, navigation, whenDeleted }] }, rest);
  },
  /** A look-up that may point to several tables, each by its own navigation property. */
  lookupToOneOf: (navigations: Readonly<Record<string, string>>, changes?: Changes) =>
    shape(
      'lookup',
      {
        targets: Object.entries(navigations).map(([table, navigation]) => ({
          table,
          navigation,
          whenDeleted: 'remove-link',
        })),
      },
      changes,
    ),
} as const;
