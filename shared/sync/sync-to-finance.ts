import type { ODataValue, Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { contentHash } from '../table-map/content-hash.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { TableMap, ToFinance } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import type { Attempt, Result } from './attempt.ts';
import { claimCounterpart } from './claim-counterpart.ts';
import type { ReadRow, RowKey } from './counterpart.ts';
import { deleteCounterpart } from './delete-counterpart.ts';
import { assertNoProblems } from './field-problem.ts';
import { parentsThere } from './parent-check.ts';
import { ProblemError } from './problem.ts';
import { rowPlace, skipReason } from './skip-reason.ts';
import type { Sync } from './sync.ts';
import { writeRow } from './write-row.ts';

/**
 * Brings the Finance row of one Dataverse row to the state of its source. The record is claimed; the source is read
 * here, so that whatever the change said, the last state wins.
 *
 * @throws ProblemError, CounterpartError, LedgerError; nothing is lost, the caller decides what follows.
 */
export async function syncToFinance(sync: Sync, attempt: Attempt): Promise<Result> {
  const { map, change, state } = attempt;
  const rules = map.toFinance;
  if (rules === undefined) return { outcome: 'skipped', reason: `${map.name} sends nothing to Finance` };
  const tables = tableRefs(map);

  const id = { [map.dataverse.id]: change.row };
  const source = await sync.dataverse.read(tables.dataverse, id, columnsToRead(map, 'to-finance'));
  if (source === undefined) {
    if (change.event !== 'delete')
      return {
        outcome: 'skipped',
        reason: `${map.dataverse.table} ${change.row} does not exist in Dataverse`,
      };
    return deleteCounterpart(sync, attempt, {
      counterpart: sync.finance,
      table: tables.finance,
      deletes: rules.deletes,
    });
  }

  const place = rowPlace(source.values, rules.company, rules.goLiveDate);
  const skip = skipReason(map, place, sync.companies) ?? filterReason(rules, source.values);
  if (skip !== undefined) return { outcome: 'skipped', reason: skip, company: place.company };

  const target = transformToFinance(map, source.values);
  assertNoProblems(target.problems);
  const orphan = await parentsThere(sync, map, source.values);
  if (orphan !== undefined) return { outcome: 'skipped', reason: orphan, company: place.company };

  const key = canonicalKey(target.key, map.finance.key);
  assertSameKey(map, rules, attempt, key);
  const hash = contentHash({ ...target.values, ...target.key }, map.version);
  const done = { company: place.company, number: numberOf(map, target.key), hash };
  if (!attempt.verify && state.sentToFinance === hash && state.counterpartKey !== undefined)
    return { outcome: 'unchanged', ...done, counterpartKey: state.counterpartKey, changedFields: [] };

  const columns = [...new Set([...Object.keys(target.values), ...frozenColumns(rules)])];
  const mustRead =
    attempt.verify || !state.appliedOnce || rules.frozenWhen !== undefined || rules.findBy !== undefined;
  const existing = likelyNew(attempt, rules)
    ? 'absent'
    : mustRead
      ? await findExisting(sync, attempt, rules, { ...target.values, ...target.key }, target.key, columns)
      : 'unread';
  const existingKey: RowKey = typeof existing === 'object' ? existing.key : target.key;
  const counterpartKey = canonicalKey(existingKey, map.finance.key);
  if (state.counterpartKey !== counterpartKey)
    await claimCounterpart(sync, map, counterpartKey, state.record);

  const written = await writeRow({
    counterpart: sync.finance,
    table: tables.finance,
    key: existingKey,
    values: target.values,
    createOnly: target.createOnly,
    columns,
    existing,
    assertMayCreate: () => assertMayCreate(map, attempt, key),
    frozen: (row) => frozenReason(rules, row),
    assertMayWrite: attempt.assertMayWrite,
    pause: (tries) => sync.sleep(50 * tries * (1 + sync.random())),
  });
  if (written.outcome === 'frozen')
    return {
      outcome: 'skipped',
      company: place.company,
      number: done.number,
      reason: `${written.reason ?? 'frozen'}; these columns differ and are not written: ${written.changedFields.join(', ')}`,
    };
  return {
    outcome: written.outcome === 'unchanged' ? 'unchanged' : 'applied',
    ...done,
    counterpartKey,
    changedFields: written.changedFields,
  };
}

/**
 * A row that was just made in Dataverse and was never sent is made in Finance at once: where it is there already, Finance
 * says so and the row is read then. Not where a unique source id must be searched first.
 */
const likelyNew = ({ change, state, verify }: Attempt, rules: ToFinance): boolean =>
  change.event === 'create' &&
  change.attempt === '1' &&
  !verify &&
  !state.appliedOnce &&
  rules.findBy === undefined;

const filterReason = (rules: ToFinance, values: Row): string | undefined =>
  rules.filter === undefined || matches(rules.filter.when, values)
    ? undefined
    : `outside the filter: ${rules.filter.text}`;

const frozenColumns = (rules: ToFinance): readonly string[] =>
  rules.frozenWhen === undefined ? [] : filterColumns(rules.frozenWhen.when);

const frozenReason = (rules: ToFinance, row: ReadRow): string | undefined =>
  rules.frozenWhen !== undefined && matches(rules.frozenWhen.when, row.values)
    ? rules.frozenWhen.why
    : undefined;

/** The Finance row by its unique source id where the map names one, else by its key. */
async function findExisting(
  sync: Sync,
  attempt: Attempt,
  rules: ToFinance,
  wanted: Row,
  key: Row,
  columns: readonly string[],
): Promise<ReadRow | 'absent'> {
  const { finance } = tableRefs(attempt.map);
  if (attempt.state.counterpartKey !== undefined) {
    const known = parseCanonicalKey(attempt.state.counterpartKey, attempt.map.finance.key);
    const row = await sync.finance.read(finance, known, columns);
    if (row !== undefined) return row;
  }
  if (rules.findBy === undefined) return (await sync.finance.read(finance, key, columns)) ?? 'absent';
  const companyColumn = attempt.map.finance.company;
  const where: Record<string, ODataValue> = { [rules.findBy]: wanted[rules.findBy] ?? null };
  if (companyColumn !== undefined) where[companyColumn] = key[companyColumn] ?? null;
  const found = await sync.finance.find(finance, where, columns);
  if (found.length > 1)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: {
        code: 'doubled-in-finance',
        field: rules.findBy,
        message: `Finance holds several rows of ${attempt.map.finance.set} with ${rules.findBy} ${String(wanted[rules.findBy])}.`,
        hint: 'An accountant removes the doubled row, then replay.',
      },
    });
  return found[0] ?? 'absent';
}

/** Finance cannot rename a key: a second row under the new number would leave the first one behind. */
function assertSameKey(map: TableMap, rules: ToFinance, { state }: Attempt, key: string): void {
  if (
    rules.findBy !== undefined ||
    !state.appliedOnce ||
    state.counterpartKey === undefined ||
    state.counterpartKey === key
  )
    return;
  throw new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: {
      code: 'key-changed',
      message: `The row was written to ${map.finance.set} as ${state.counterpartKey} and is now called ${key}.`,
      hint: 'Give the row its old number again, then replay.',
    },
  });
}

/** A posted staging row that Finance has archived looks like one that was never written. */
function assertMayCreate(map: TableMap, attempt: Attempt, key: string): void {
  if (map.kind === 'master' || !attempt.state.appliedOnce) return;
  throw new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: {
      code: 'archived-or-deleted',
      message: `${map.finance.set} ${key} was written before and is not in Finance any more: archived after posting, or deleted.`,
      hint: 'It is never made again by itself. An accountant decides: discard this, or enter a correction in Finance.',
    },
  });
}

/** The business number a person knows: the key without its company. */
const numberOf = (map: TableMap, key: Row): string =>
  Object.entries(key)
    .filter(([column]) => column !== map.finance.company)
    .map(([, value]) => String(value))
    .join(' ');
