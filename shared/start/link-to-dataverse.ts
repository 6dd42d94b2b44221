import pMap from 'p-map';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { recordKey } from '../table-map/record-key.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToDataverse } from '../table-map/transform-to-dataverse.ts';
import type { Row } from '../odata/value.ts';
import { deterministicId } from '../sync/deterministic-id.ts';
import { plain } from '../sync/find-dataverse-row.ts';
import { intercompanyReason } from '../sync/intercompany-reason.ts';
import { ProblemError } from '../sync/problem.ts';
import { resolveLookups } from '../sync/resolve-lookups.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseRows } from './dataverse-rows.ts';
import type { Findings } from './findings.ts';
import { linkPairs } from './link-pairs.ts';
import type { Pair } from './link-record.ts';
import type { LinkScope } from './link-unit.ts';

/**
 * Links a map whose Finance rows name its records: to the Dataverse row of the id that we would give it, else to the one
 * with the columns of the map's integration key. Of Dataverse only ids and these columns are kept.
 *
 * @throws CounterpartError, LedgerError, BusError; link again, what was linked stays.
 */
export async function linkToDataverse(
  sync: Sync,
  map: TableMap,
  rules: ToDataverse,
  { company, from, by, alive }: LinkScope,
  findings: Findings,
): Promise<void> {
  const { findBy } = rules;
  const left = new Map<string, string>();
  const byKey = new Map<string, string>();
  for await (const page of dataverseRows(sync, map, { company }, findBy)) {
    await alive();
    for (const row of page) {
      const id = String(row.key[map.dataverse.id]).toLowerCase();
      const name = keyText(findBy, row.values);
      left.set(id, name ?? id);
      if (name === undefined) continue;
      if (byKey.has(name))
        findings.note('doubled', name, `Dataverse has it as ${byKey.get(name) ?? ''} and as ${id}`);
      else byKey.set(name, id);
    }
  }
  const date =
    rules.date === undefined || from === undefined ? undefined : { column: rules.date, date: from };
  const columns = columnsToRead(map, 'to-dataverse');
  const seen = new Set<string>();
  const pages = sync.finance.scan(tableRefs(map).finance, rules.posted.when, date, company, columns);
  for await (const page of pages) {
    await alive();
    const candidates = await pMap(
      page,
      async ({ key, values }): Promise<Pair | undefined> => {
        const row = canonicalKey(rules.gather === undefined ? key : values, recordKey(map));
        if (seen.has(row) || intercompanyReason(sync, rules, values, company) !== undefined) return undefined;
        // Several rows may be one record.
        if (rules.gather !== undefined) seen.add(row);
        const made = deterministicId(recordOf(map, row));
        const id = left.has(made) ? made : await existingId(sync, map, rules, values, byKey, row, findings);
        if (id === undefined) return undefined;
        if (!left.delete(id)) {
          findings.note('doubled', row, `${map.dataverse.table} ${id} is the row of another one, too`);
          return undefined;
        }
        return { row, counterpartKey: id, company, number: row };
      },
      { concurrency: lookupsAtOnce },
    );
    await linkPairs(
      sync,
      map,
      candidates.filter((each) => each !== undefined),
      { by, alive },
      findings,
    );
  }
  for (const name of left.values()) findings.note('only-in-dataverse', name);
}

/** Look-ups are joined into few requests by the adapter, the more the better. */
const lookupsAtOnce = 100;

/** The row with the integration key; what cannot be told or is not there becomes a finding. */
async function existingId(
  sync: Sync,
  map: TableMap,
  rules: ToDataverse,
  source: Row,
  byKey: ReadonlyMap<string, string>,
  row: string,
  findings: Findings,
): Promise<string | undefined> {
  const { findBy } = rules;
  if (findBy.length > 0) {
    const target = transformToDataverse(map, source);
    const only = Object.fromEntries(
      Object.entries(target.lookups).filter(([column]) => findBy.includes(column)),
    );
    try {
      const references = rules.references.filter(({ lookup }) => findBy.includes(lookup));
      const found = await resolveLookups(sync, map, { ...rules, references, leaves: [] }, source, {
        ...target,
        lookups: only,
      });
      const wanted = { ...target.values, ...target.createOnly, ...found };
      const name = keyText(
        findBy,
        Object.fromEntries(Object.entries(wanted).map(([column, value]) => [column, plain(value)])),
      );
      const id = name === undefined ? undefined : byKey.get(name);
      if (id !== undefined) return id;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      findings.note('unnamed', row, error.message);
      return undefined;
    }
  }
  findings.note(
    'only-in-finance',
    row,
    findBy.length === 0 ? 'rows that others made cannot be recognised' : undefined,
  );
  return undefined;
}

/** The columns of the integration key as one text; undefined where one is empty, or there is none. */
function keyText(findBy: readonly string[], values: Row): string | undefined {
  const parts = findBy.map((column) => String(values[column] ?? '').toLowerCase());
  return parts.length === 0 || parts.includes('')
    ? undefined
    : parts.map((part) => part.replaceAll('|', '%7C')).join('|');
}
