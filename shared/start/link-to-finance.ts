import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { companyPath } from '../table-map/company-path.ts';
import { zeroGuid } from '../table-map/guid-text.ts';
import { financeDate } from '../table-map/finance-date.ts';
import { matches } from '../table-map/matches.ts';
import { recordOf } from '../table-map/record-of.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { TableMap, ToFinance } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import { when } from '../table-map/when.ts';
import { wholeKey } from '../table-map/whole-key.ts';
import type { ODataValue } from '../odata/value.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import { rowPlace } from '../sync/skip-reason.ts';
import type { Sync } from '../sync/sync.ts';
import { counterpartName } from '../sync/claim-counterpart.ts';
import { dataverseRows } from './dataverse-rows.ts';
import { linkPairs } from './link-pairs.ts';
import type { Pair } from './link-record.ts';
import type { LinkScope } from './link-unit.ts';
import type { Findings } from './findings.ts';

/**
 * Links a map whose Dataverse rows name its records: by the unique source id that Finance keeps where the map names one,
 * else by the Finance key. Reads both sides page by page; of Finance only ids are kept, about 200 bytes a row.
 *
 * @throws CounterpartError, LedgerError, BusError, ProblemError; link again, what was linked stays.
 */
export async function linkToFinance(
  sync: Sync,
  map: TableMap,
  rules: ToFinance,
  { company, from, by, alive }: LinkScope,
  findings: Findings,
): Promise<void> {
  const inFinance = new Map<string, { readonly key: string; taken: boolean }>();
  const { findBy } = rules;
  const dated = financeDate(map);
  const pages = sync.finance.scan(
    tableRefs(map).finance,
    when.everything,
    from === undefined || dated === undefined ? undefined : { column: dated, date: from },
    company,
    findBy === undefined ? [] : [findBy],
  );
  for await (const page of pages) {
    await alive();
    for (const row of page) {
      const key = canonicalKey(row.key, map.finance.key);
      const name = findBy === undefined ? key.toLowerCase() : idOf(row.values[findBy]);
      if (name === '') findings.note('unnamed', key, `${findBy ?? ''} is empty`);
      else if (inFinance.has(name))
        findings.note('doubled', key, `Finance also has it as ${inFinance.get(name)?.key ?? ''}`);
      else inFinance.set(name, { key, taken: false });
    }
  }
  const date = rules.goLiveDate;
  const rows = dataverseRows(
    sync,
    map,
    { company, from: from === undefined || date === undefined ? undefined : { column: date, date: from } },
    columnsToRead(map, 'to-finance'),
  );
  for await (const page of rows) {
    await alive();
    const seconds: { readonly record: string; readonly key: string; readonly name: string }[] = [];
    const pairs = page.flatMap((row): readonly Pair[] => {
      const place = rowPlace(row.values, companyPath(map), date);
      if (company !== undefined && place.company !== company) return [];
      const id = String(row.key[map.dataverse.id]).toLowerCase();
      const crosses = rules.filter === undefined || matches(rules.filter.when, row.values);
      const name = nameOf(map, findBy, row);
      if (name === undefined) {
        if (crosses) findings.note('unnamed', id, 'its number is empty or unfit for Finance');
        return [];
      }
      const found = inFinance.get(name);
      if (found === undefined) {
        if (crosses) findings.note('only-in-dataverse', `${name} (${id})`);
        return [];
      }
      if (found.taken) {
        seconds.push({ record: recordOf(map, id), key: found.key, name: `${name} (${id})` });
        return [];
      }
      found.taken = true;
      return [
        { row: id, counterpartKey: found.key, company: place.company, number: numberOf(map, found.key) },
      ];
    });
    await linkPairs(sync, map, pairs, { by, alive }, findings);
    // Linked before, whichever of the two comes first now.
    for (const { record, key, name } of seconds)
      if ((await sync.ledger.ownerOf(counterpartName(map, key))) === record) findings.count('known');
      else findings.note('doubled', name, `another row of ${map.dataverse.table} has the same`);
  }
  for (const { key, taken } of inFinance.values()) if (!taken) findings.note('only-in-finance', key);
}

/** What both sides know a row by; undefined where the Dataverse row does not say it. */
function nameOf(map: TableMap, findBy: string | undefined, { values }: ReadRow): string | undefined {
  const target = transformToFinance(map, values);
  if (findBy !== undefined) {
    const id = idOf(target.values[findBy] ?? target.createOnly[findBy] ?? target.key[findBy]);
    return id === '' ? undefined : id;
  }
  return wholeKey(map, target.key)?.toLowerCase();
}

function idOf(value: ODataValue | undefined): string {
  const text = String(value ?? '').toLowerCase();
  return text === zeroGuid ? '' : text;
}

/** The Finance key without its company, as a person calls it. */
const numberOf = (map: TableMap, key: string): string =>
  Object.entries(parseCanonicalKey(key, map.finance.key))
    .filter(([column]) => column !== map.finance.company)
    .map(([, value]) => String(value))
    .join(' ');
