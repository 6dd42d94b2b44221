import type { ODataValue, Row } from '../odata/value.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import type { Filter } from '../table-map/filter.ts';
import { matches } from '../table-map/matches.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToDataverse } from '../table-map/transform-to-dataverse.ts';
import type { ReadRow } from './counterpart.ts';
import type { Sync } from './sync.ts';

/** Lines of one document on both sides, by the column that identifies a line in Dataverse. */
export interface DocumentLines {
  readonly expected: number;
  readonly missing: readonly string[];
}

/**
 * Compares the lines of a document: those that Finance holds for this header against those that are in Dataverse.
 * The header may be completed when none is missing and there is at least one.
 *
 * @param headerId id of the header in Dataverse; undefined while it is not there.
 */
export async function documentLines(
  sync: Sync,
  header: TableMap,
  source: Row,
  headerId: string | undefined,
): Promise<DocumentLines> {
  const line = sync.maps.byName(header.document?.counterpartOf ?? '');
  const document = line.document;
  const rules = line.toDataverse;
  const [lineColumn] = rules?.findBy ?? [];
  if (document === undefined || rules === undefined || lineColumn === undefined)
    throw new Error(
      `${line.name} is the line of a document and must name the column that identifies a line.`,
    );

  const tables = tableRefs(line);
  const linked: Filter[] = Object.entries(document.link).map(([column, headerColumn]) => ({
    kind: 'equals',
    column,
    value: source[headerColumn] ?? null,
  }));
  const inFinance = await all(
    sync.finance.scan(
      tables.finance,
      { kind: 'and', all: linked },
      undefined,
      undefined,
      columnsToRead(line, 'to-dataverse'),
    ),
  );
  const expected = inFinance
    .filter((row) => matches(rules.posted.when, row.values))
    .map((row) => text(transformToDataverse(line, row.values).values[lineColumn]));
  const there =
    headerId === undefined
      ? []
      : await all(
          sync.dataverse.scan(
            tables.dataverse,
            { kind: 'equals', column: document.lookup, value: headerId },
            undefined,
            undefined,
            [lineColumn],
          ),
        );
  const present = new Set(there.map((row) => text(row.values[lineColumn])));
  return { expected: expected.length, missing: expected.filter((id) => !present.has(id)) };
}

async function all(pages: AsyncIterable<readonly ReadRow[]>): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

const text = (value: ODataValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);
