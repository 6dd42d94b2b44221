import { explain } from '../causes/explain.ts';
import Big from 'big.js';
import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import type { ODataValue, Row } from '../odata/value.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import type { Filter } from '../table-map/filter.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { ReadRow } from './counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * One row out of the posted Finance rows that agree in the map's `by` columns: `sum` added up, of the date the latest,
 * everything else as it is in all of them. Undefined when none is posted.
 *
 * @param row canonical key of the `by` columns.
 * @throws ProblemError (waiting) naming a column in which the rows do not agree; CounterpartError.
 */
export async function gatherRows(
  sync: Sync,
  map: TableMap,
  rules: ToDataverse,
  gather: NonNullable<ToDataverse['gather']>,
  row: string,
): Promise<ReadRow | undefined> {
  const key = parseCanonicalKey(row, recordKey(map));
  const linked = Object.entries(key).map(([column, value]): Filter => ({ kind: 'equals', column, value }));
  const columns = columnsToRead(map, 'to-dataverse');
  const posted: Row[] = [];
  const pages = sync.finance.scan(
    tableRefs(map).finance,
    { kind: 'and', all: linked },
    undefined,
    undefined,
    columns,
  );
  for await (const page of pages)
    posted.push(...page.map(({ values }) => values).filter((values) => matches(rules.posted.when, values)));
  const [first] = posted;
  if (first === undefined) return undefined;
  const valueOf = (column: string): ODataValue => {
    if (gather.sum.includes(column)) return sum(posted, column);
    return column === rules.date ? latest(posted, column) : agreed(map, row, posted, column);
  };
  const values = Object.fromEntries(columns.map((column): [string, ODataValue] => [column, valueOf(column)]));
  return { key, values: { ...values, ...key } };
}

const sum = (rows: readonly Row[], column: string): ODataValue =>
  new LosslessNumber(rows.reduce((total, row) => total.plus(String(row[column] ?? '0')), Big(0)).toFixed());

/** Dates are compared with a day, as text of one form. */
const latest = (rows: readonly Row[], column: string): ODataValue =>
  rows.map((row) => text(row[column])).reduce((last, date) => (date > last ? date : last), '');

function agreed(map: TableMap, row: string, rows: readonly Row[], column: string): ODataValue {
  const value = rows[0]?.[column] ?? null;
  if (rows.every((each) => text(each[column]) === text(value))) return value;
  throw new ProblemError({
    kind: 'waiting',
    uncertain: false,
    failure: explain('rows-disagree', {
      code: 'rows-disagree',
      field: column,
      message: `The rows of ${map.finance.set} for ${row} hold different values of ${column}.`,
      hint: 'It goes on by itself when all of them are posted. If it stays, an accountant looks at them.',
    }),
  });
}

const text = (value: ODataValue | undefined): string =>
  value === null || value === undefined
    ? ''
    : isLosslessNumber(value)
      ? Big(value.toString()).toFixed()
      : String(value);
