import type { ODataValue, Row } from '../odata/value.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import type { Filter } from '../table-map/filter.ts';
import { matches } from '../table-map/matches.ts';
import type { Document, TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToDataverse } from '../table-map/transform-to-dataverse.ts';
import type { ReadRow } from './counterpart.ts';
import type { Sync } from './sync.ts';

/** Lines of one document on both sides, by the column that identifies a line in the counterpart. */
export interface DocumentLines {
  readonly expected: number;
  readonly missing: readonly string[];
}

/**
 * Compares the lines of a document that Finance holds for this header with those that are in Dataverse. The header may
 * be completed when none is missing and there is at least one.
 *
 * @param source the header's Finance row.
 * @param headerId id of the header in Dataverse; undefined while it is not there.
 */
export async function documentLinesToDataverse(
  sync: Sync,
  header: TableMap,
  source: Row,
  headerId: string | undefined,
): Promise<DocumentLines> {
  const { line, document } = lineOf(sync, header);
  const rules = line.toDataverse;
  const [lineColumn] = rules?.findBy ?? [];
  if (rules === undefined || lineColumn === undefined) throw unidentified(line);
  const inFinance = await financeLines(sync, line, document, source, columnsToRead(line, 'to-dataverse'));
  const expected = inFinance
    .filter((row) => matches(rules.posted.when, row.values))
    .map((row) => text(transformToDataverse(line, row.values).values[lineColumn]));
  const there =
    headerId === undefined ? [] : await dataverseLines(sync, line, document, headerId, [lineColumn]);
  return compared(
    expected,
    there.map((row) => text(row.values[lineColumn])),
  );
}

/**
 * Compares the lines of a document that Dataverse holds for this header with those that are in Finance.
 *
 * @param headerId id of the header in Dataverse.
 * @param target the header's Finance row, key included.
 */
export async function documentLinesToFinance(
  sync: Sync,
  header: TableMap,
  headerId: string,
  target: Row,
): Promise<DocumentLines> {
  const { line, document } = lineOf(sync, header);
  const { findBy, filter } = line.toFinance ?? {};
  const identified = line.fields.find(
    (field) => field.direction === 'to-finance' && field.finance?.property === findBy,
  );
  const column = identified?.dataverse?.path;
  if (findBy === undefined || column === undefined) throw unidentified(line);
  const columns = [column, ...(filter === undefined ? [] : filterColumns(filter.when))];
  const inDataverse = await dataverseLines(sync, line, document, headerId, columns);
  const expected = inDataverse
    .filter((row) => filter === undefined || matches(filter.when, row.values))
    .map((row) => text(row.values[column]).toLowerCase());
  const there = await financeLines(sync, line, document, target, [findBy]);
  return compared(
    expected,
    there.map((row) => text(row.values[findBy]).toLowerCase()),
  );
}

/** For a person: how much of a document is still to come; undefined when it is whole. */
export const incompleteReason = ({ expected, missing }: DocumentLines): string | undefined =>
  missing.length > 0
    ? `not complete: ${missing.length} of ${expected} lines are still to come`
    : expected === 0
      ? 'not complete: it has no lines yet'
      : undefined;

function lineOf(sync: Sync, header: TableMap): { readonly line: TableMap; readonly document: Document } {
  const line = sync.maps.byName(header.document?.counterpartOf ?? '');
  if (line.document === undefined) throw unidentified(line);
  return { line, document: line.document };
}

const unidentified = (line: TableMap): Error =>
  new Error(`${line.name} is the line of a document and must name the column that identifies a line.`);

function financeLines(
  sync: Sync,
  line: TableMap,
  { link }: Document,
  header: Row,
  columns: readonly string[],
): Promise<readonly ReadRow[]> {
  const linked = Object.entries(link).map(([column, headerColumn]): Filter => ({
    kind: 'equals',
    column,
    value: header[headerColumn] ?? null,
  }));
  return all(
    sync.finance.scan(tableRefs(line).finance, { kind: 'and', all: linked }, undefined, undefined, columns),
  );
}

function dataverseLines(
  sync: Sync,
  line: TableMap,
  { lookup }: Document,
  headerId: string,
  columns: readonly string[],
): Promise<readonly ReadRow[]> {
  return all(
    sync.dataverse.scan(
      tableRefs(line).dataverse,
      { kind: 'equals', column: lookup, value: headerId },
      undefined,
      undefined,
      columns,
    ),
  );
}

function compared(expected: readonly string[], there: readonly string[]): DocumentLines {
  const present = new Set(there);
  return { expected: expected.length, missing: expected.filter((id) => !present.has(id)) };
}

async function all(pages: AsyncIterable<readonly ReadRow[]>): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

const text = (value: ODataValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);
