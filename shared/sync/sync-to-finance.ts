import { filterColumns } from '../table-map/filter-columns.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { companyPath } from '../table-map/company-path.ts';
import { contentHash } from '../table-map/content-hash.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { TableMap, ToFinance } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import type { Transformed } from '../table-map/transformed.ts';
import type { Row } from '../odata/value.ts';
import { assertProjectQuiet } from './assert-project-quiet.ts';
import type { Attempt, Result } from './attempt.ts';
import { claimCounterpart } from './claim-counterpart.ts';
import type { ReadRow, RowKey } from './counterpart.ts';
import { deleteCounterpart } from './delete-counterpart.ts';
import { documentLinesToFinance, incompleteReason } from './document-lines.ts';
import { assertNoProblems } from './field-problem.ts';
import { assertMayCreateInFinance, assertSameKey } from './finance-guards.ts';
import { findFinanceRow } from './find-finance-row.ts';
import { missingSource } from './missing-source.ts';
import { openOfProject } from './open-of-project.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { parentsThere } from './parent-check.ts';
import { projectOf } from './project-of.ts';
import { referencesThere } from './references-there.ts';
import { reasonToSkip, rowPlace } from './skip-reason.ts';
import type { Sync } from './sync.ts';
import { mayHaveComeBack } from './verify-later.ts';
import { writeRow } from './write-row.ts';

/**
 * Brings the Finance row of one Dataverse row to the state of its source. The record is claimed; the source is read
 * here, so that whatever the change said, the last state wins.
 *
 * @throws ProblemError, CounterpartError, LedgerError; nothing is lost, the caller decides what follows.
 */
export async function syncToFinance(sync: Sync, attempt: Attempt): Promise<Result> {
  const { map, change, state, noted } = attempt;
  const rules = map.toFinance;
  if (rules === undefined) return { outcome: 'skipped', reason: `${map.name} sends nothing to Finance` };
  const tables = tableRefs(map);

  const id = map.identity === 'dataverse' ? change.row : state.counterpartKey;
  if (id === undefined)
    return { outcome: 'skipped', reason: `${map.finance.set} ${change.row} is not in Dataverse` };
  const source = await (attempt.source ??
    sync.dataverse.read(tables.dataverse, { [map.dataverse.id]: id }, columnsToRead(map, 'to-finance')));
  if (source === undefined) {
    if (change.event !== 'delete' && !mayHaveComeBack(change, state))
      return missingSource(state, `${map.dataverse.table} ${id} does not exist in Dataverse`);
    return deleteFromFinance(sync, attempt, rules, 'Deleting the project');
  }

  attempt.witness?.({ source: source.values });
  const place = rowPlace(source.values, companyPath(map), rules.goLiveDate);
  if (place.company !== undefined && place.company !== '') noted.company = place.company;
  const skip = await reasonToSkip(sync, map, place);
  if (skip !== undefined) return { outcome: 'skipped', reason: skip, company: place.company };
  await attempt.assertCompanyOpen(place.company);
  if (rules.filter !== undefined && !matches(rules.filter.when, source.values))
    return outsideFilter(sync, attempt, rules, rules.filter, place.company);

  const target = transformToFinance(map, source.values);
  const known: Row = rules.target === 'upsert' ? target.key : parseCanonicalKey(change.row, map.finance.key);
  const wanted: Row = { ...target.values, ...target.updateOnly, ...known };
  attempt.witness?.({ wanted, createOnly: target.createOnly });
  const project = projectOf(map, wanted);
  if (project !== undefined) noted.project = project;
  if (Object.keys(map.finance.key).every((column) => known[column] !== undefined))
    noted.number = numberOf(map, known);
  assertNoProblems(target.problems);
  const orphan = await parentsThere(sync, attempt, source.values);
  if (orphan !== undefined) return { outcome: 'skipped', reason: orphan, company: place.company };
  await referencesThere(sync, map, wanted);

  const key = canonicalKey(known, map.finance.key);
  assertSameKey(map, rules, attempt, key);
  const hash = contentHash(wanted, map.version);
  const reason = await documentReason(sync, map, id, wanted);
  const done = {
    company: place.company,
    number: numberOf(map, known),
    hash,
    ...(project === undefined ? {} : { project }),
    ...(reason === undefined ? {} : { reason }),
    ...headerOf(sync, map, source.values),
  };
  if (!attempt.verify && state.sentToFinance === hash && state.counterpartKey !== undefined)
    return { outcome: 'unchanged', ...done, counterpartKey: state.counterpartKey, changedFields: [] };

  const columns = [
    ...new Set([...Object.keys(target.values), ...Object.keys(target.updateOnly), ...frozenColumns(rules)]),
  ];
  const existing = await existingRow(sync, attempt, rules, wanted, known, columns);
  if (existing !== 'unread') attempt.witness?.({ existing });
  const existingKey: RowKey = typeof existing === 'object' ? existing.key : known;
  const financeKey = canonicalKey(existingKey, map.finance.key);
  const counterpartKey = rules.target === 'upsert' ? financeKey : id;
  if (rules.target === 'upsert' && state.counterpartKey !== financeKey)
    await claimCounterpart(sync, map, financeKey, attempt);
  const closing = isClosing(rules, wanted) && !isClosed(rules, existing);
  const open = closing ? await openOfProject(sync, financeKey.toLowerCase()) : [];
  const opening = open.length > 0 && !state.appliedOnce;
  if (!opening) assertProjectQuiet(open, 'Completing the project');
  const { values, createOnly } = opening ? madeOpen(rules, target) : target;

  noted.attempted = hash;
  const written = await oneAtATime(headerName(map, rules, wanted), () =>
    writeRow({
      counterpart: sync.finance,
      table: tables.finance,
      key: existingKey,
      values,
      createOnly,
      updateOnly: target.updateOnly,
      columns,
      existing,
      assertMayCreate: () => assertMayCreateInFinance(map, attempt, key),
      frozen: (row) => frozenReason(rules, row),
      assertMayWrite: attempt.assertMayWrite,
      pause: (tries) => sync.sleep(50 * tries * (1 + sync.random())),
    }),
  );
  if (written.outcome === 'frozen')
    return {
      outcome: 'skipped',
      company: place.company,
      number: done.number,
      frozen: true,
      reason: `${written.reason ?? 'frozen'}; these columns differ and are not written: ${written.changedFields.join(', ')}`,
    };
  return {
    outcome: written.outcome === 'unchanged' ? 'unchanged' : 'applied',
    ...done,
    // What is never sent with a new row is sent with the next change of it.
    hash: written.outcome === 'created' || opening ? contentHash({ ...values, ...known }, map.version) : hash,
    ...(opening ? { completesLater: true as const } : {}),
    counterpartKey,
    changedFields: written.changedFields,
  };
}

/** A row that was sent and is outside the filter now follows the map's policy. */
async function outsideFilter(
  sync: Sync,
  attempt: Attempt,
  rules: ToFinance,
  filter: NonNullable<ToFinance['filter']>,
  company: string | undefined,
): Promise<Result> {
  const reason = `outside the filter: ${filter.text}`;
  if (!attempt.state.appliedOnce) return { outcome: 'skipped', reason, company };
  if (filter.exit === 'keep')
    return {
      outcome: 'skipped',
      reason: `${reason}; ${attempt.state.counterpartKey ?? 'its row'} stays in Finance as it is`,
      company,
    };
  const deleted = await deleteFromFinance(
    sync,
    attempt,
    { ...rules, deletes: 'propagate' },
    'Removing the project',
  );
  return 'reason' in deleted ? { ...deleted, reason: `${reason}; ${deleted.reason ?? ''}` } : deleted;
}

async function deleteFromFinance(
  sync: Sync,
  attempt: Attempt,
  rules: ToFinance,
  doing: string,
): Promise<Result> {
  const { map, state } = attempt;
  if (rules.closes !== undefined && rules.deletes === 'propagate' && state.counterpartKey !== undefined)
    assertProjectQuiet(await openOfProject(sync, state.counterpartKey.toLowerCase()), doing);
  return deleteCounterpart(sync, attempt, {
    counterpart: sync.finance,
    table: tableRefs(map).finance,
    deletes: rules.deletes,
  });
}

/** The Finance row as far as it must be known before the write. */
function existingRow(
  sync: Sync,
  attempt: Attempt,
  rules: ToFinance,
  wanted: Row,
  key: Row,
  columns: readonly string[],
): Promise<ReadRow | 'absent' | 'unread'> {
  const closing = isClosing(rules, wanted);
  if (!closing && likelyNew(attempt, rules)) return Promise.resolve('absent');
  const mustRead =
    attempt.verify ||
    !attempt.state.appliedOnce ||
    rules.frozenWhen !== undefined ||
    rules.findBy !== undefined ||
    rules.target === 'write-back' ||
    closing;
  return mustRead
    ? findFinanceRow(sync, attempt, rules, wanted, key, columns)
    : Promise.resolve('unread' as const);
}

/**
 * A row that was just made in Dataverse, or waited for its parent, and was never sent is made in Finance at once: where it
 * is there already, Finance says so and the row is read then. Where it may be there under another key, which Finance does
 * not refuse, it is searched by its source id first, unless nobody can have written it: no attempt on it ever ended or
 * broke off, and what native dual-write wrote was linked before the map began, as transactional maps are. What came sooner
 * was parked, which is an end too.
 */
const likelyNew = ({ map, change, state, verify }: Attempt, rules: ToFinance): boolean =>
  ((change.event === 'create' && change.attempt === '1') || change.event === 'release') &&
  !verify &&
  !state.appliedOnce &&
  (rules.findBy === undefined || (map.kind === 'transactional' && state.outcome === undefined)) &&
  rules.target === 'upsert';

const isClosing = ({ closes }: ToFinance, wanted: Row): boolean =>
  closes !== undefined && wanted[closes.property] === closes.member;

/** Who waits for a project that was never sent would hold its closing back for ever: its row is made open. */
function madeOpen(
  { closes }: ToFinance,
  { values, createOnly }: Pick<Transformed, 'values' | 'createOnly'>,
): Pick<Transformed, 'values' | 'createOnly'> {
  if (closes === undefined) return { values, createOnly };
  const { [closes.property]: _closed, ...others } = values;
  return { values: others, createOnly: { ...createOnly, [closes.property]: closes.open } };
}

const isClosed = ({ closes }: ToFinance, existing: ReadRow | 'absent' | 'unread'): boolean =>
  typeof existing === 'object' && closes !== undefined && existing.values[closes.property] === closes.member;

/** The header under which rows are written one at a time. */
const headerName = (map: TableMap, { oneAtATimePer }: ToFinance, wanted: Row): string | undefined =>
  oneAtATimePer === undefined
    ? undefined
    : [map.finance.set, ...oneAtATimePer.map((property) => String(wanted[property] ?? ''))]
        .join('|')
        .toLowerCase();

/** What is still to come of the document that this row heads; undefined when it is whole, or heads none. */
async function documentReason(
  sync: Sync,
  map: TableMap,
  id: string,
  wanted: Row,
): Promise<string | undefined> {
  if (map.document?.role !== 'header' || map.document.direction !== 'to-finance') return undefined;
  return incompleteReason(await documentLinesToFinance(sync, map, id, wanted));
}

/** Names the header of a line's document, so that whoever wrote the line can ask for a look at it. */
function headerOf(sync: Sync, map: TableMap, source: Row): { readonly headerKey?: string } {
  if (map.document?.role !== 'line' || map.document.direction !== 'to-finance') return {};
  const header = source[map.document.lookup];
  if (header === null || header === undefined || header === '') return {};
  return sync.maps.has(map.document.counterpartOf) ? { headerKey: String(header).toLowerCase() } : {};
}

const frozenColumns = (rules: ToFinance): readonly string[] =>
  rules.frozenWhen === undefined ? [] : filterColumns(rules.frozenWhen.when);

const frozenReason = (rules: ToFinance, row: ReadRow): string | undefined =>
  rules.frozenWhen !== undefined && matches(rules.frozenWhen.when, row.values)
    ? rules.frozenWhen.why
    : undefined;

/** The business number a person knows: the key without its company. */
const numberOf = (map: TableMap, key: Row): string =>
  Object.entries(key)
    .filter(([column]) => column !== map.finance.company)
    .map(([, value]) => String(value))
    .join(' ');
