import { explain } from '../causes/explain.ts';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { contentHash } from '../table-map/content-hash.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToDataverse } from '../table-map/transform-to-dataverse.ts';
import type { Transformed } from '../table-map/transformed.ts';
import type { Attempt, Result } from './attempt.ts';
import { claimCounterpart } from './claim-counterpart.ts';
import type { ReadRow, WriteValues } from './counterpart.ts';
import { deleteCounterpart } from './delete-counterpart.ts';
import { deterministicId } from './deterministic-id.ts';
import { documentLinesToDataverse, incompleteReason } from './document-lines.ts';
import { findDataverseRow, plain } from './find-dataverse-row.ts';
import { assertNoProblems } from './field-problem.ts';
import { gatherRows } from './gather-rows.ts';
import { intercompanyReason } from './intercompany-reason.ts';
import { missingSource } from './missing-source.ts';
import { ProblemError } from './problem.ts';
import { projectOf } from './project-of.ts';
import { resolveLookups } from './resolve-lookups.ts';
import { reasonToSkip, rowPlace } from './skip-reason.ts';
import type { Sync } from './sync.ts';
import { mayHaveComeBack } from './verify-later.ts';
import { writeRow } from './write-row.ts';

/**
 * Brings the Dataverse row of one Finance row to the state of its source: makes and keeps a mirror of it, or writes
 * accounting results back to the row that Finance got from Dataverse.
 *
 * @throws ProblemError, CounterpartError, LedgerError; nothing is lost, the caller decides what follows.
 */
export async function syncToDataverse(sync: Sync, attempt: Attempt): Promise<Result> {
  const { map, change, state, noted } = attempt;
  const rules = map.toDataverse;
  if (rules === undefined) return { outcome: 'skipped', reason: `${map.name} brings nothing to Dataverse` };
  const tables = tableRefs(map);

  const source = await readSource(sync, attempt, rules);
  if (source === undefined) {
    if (change.event !== 'delete' && !mayHaveComeBack(change, state))
      return missingSource(state, `${map.finance.set} ${change.row} does not exist in Finance`);
    return deleteCounterpart(sync, attempt, {
      counterpart: sync.dataverse,
      table: tables.dataverse,
      deletes: rules.deletes,
    });
  }

  attempt.witness?.({ source: source.values });
  noted.number = canonicalKey(source.key, recordKey(map));
  const place = rowPlace(source.values, map.finance.company, rules.date);
  if (place.company !== undefined && place.company !== '') noted.company = place.company;
  const project = projectOf(map, source.values);
  if (project !== undefined) noted.project = project;
  const skip =
    (await reasonToSkip(sync, map, place)) ??
    (matches(rules.posted.when, source.values) ? undefined : `not posted (${rules.posted.text})`) ??
    intercompanyReason(sync, rules, source.values, place.company);
  if (skip !== undefined) return { outcome: 'skipped', reason: skip, company: place.company };
  await attempt.assertCompanyOpen(place.company);

  const target = transformToDataverse(map, source.values);
  attempt.witness?.({ wanted: { ...target.values, ...target.updateOnly }, createOnly: target.createOnly });
  assertNoProblems(target.problems);
  const lookups = await resolveLookups(sync, map, rules, source.values, target);
  const existingId = await findDataverseRow(sync, attempt, rules, source.values, {
    ...target.values,
    ...lookups,
  });
  const completing = await completingValues(sync, map, source.values, existingId, target);
  const values = withoutKeyOfFound(rules, { ...target.values, ...lookups, ...completing.always });

  const finance = canonicalKey(source.key, recordKey(map));
  const hash = contentHash(flat({ ...values, ...target.updateOnly }), map.version);
  attempt.witness?.({ wanted: { ...values, ...target.updateOnly } });
  const done = {
    company: place.company,
    number: finance,
    hash,
    ...(project === undefined ? {} : { project }),
    ...(completing.reason === undefined ? {} : { reason: completing.reason }),
    ...headerKeyOf(sync, map, source.values),
  };
  if (!attempt.verify && state.sentToDataverse === hash && existingId !== undefined)
    return {
      outcome: 'unchanged',
      ...done,
      counterpartKey: keyOf(rules, existingId, finance),
      changedFields: [],
    };

  if (existingId === undefined && rules.target.kind === 'found') throw notFound(map, rules, finance);
  const id = existingId ?? deterministicId(state.record);
  if (rules.target.kind === 'mirror' && state.counterpartKey !== id)
    await claimCounterpart(sync, map, id, attempt);
  const columns = [...Object.keys(values), ...Object.keys(target.updateOnly)];
  const trusted = !attempt.verify && state.sentToDataverse !== undefined && rules.target.kind !== 'found';
  const existing = trusted
    ? 'unread'
    : ((await sync.dataverse.read(tables.dataverse, { [map.dataverse.id]: id }, columns)) ?? 'absent');
  if (existing !== 'unread') attempt.witness?.({ existing });
  noted.attempted = hash;

  const written = await writeRow({
    counterpart: sync.dataverse,
    table: tables.dataverse,
    key: { [map.dataverse.id]: id },
    values,
    createOnly: { ...target.createOnly, ...completing.onCreate },
    updateOnly: target.updateOnly,
    columns,
    existing,
    assertMayCreate: () => assertMayCreate(map, rules, attempt, id),
    frozen: () => undefined,
    assertMayWrite: attempt.assertMayWrite,
    pause: (tries) => sync.sleep(50 * tries * (1 + sync.random())),
  });
  return {
    outcome: written.outcome === 'unchanged' ? 'unchanged' : 'applied',
    ...done,
    ...(written.outcome === 'created' ? { hash: contentHash(flat(values), map.version) } : {}),
    counterpartKey: keyOf(rules, id, finance),
    changedFields: written.changedFields,
  };
}

/** What finds a row is not written to it: those columns have another owner. */
const withoutKeyOfFound = ({ target, findBy }: ToDataverse, values: WriteValues): WriteValues =>
  target.kind === 'found'
    ? Object.fromEntries(Object.entries(values).filter(([column]) => !findBy.includes(column)))
    : values;

const notFound = (map: TableMap, rules: ToDataverse, finance: string): ProblemError =>
  new ProblemError({
    kind: 'waiting',
    uncertain: false,
    failure: explain('row-to-write-missing', {
      code: 'row-to-write-missing',
      field: rules.findBy.join(', '),
      message: `Dataverse has no row of ${map.dataverse.table} for ${finance}.`,
      hint: 'It goes on by itself when the row is there. If it was deleted, discard this.',
    }),
  });

/** Names the header of a line's document, so that whoever wrote the line can ask for a look at it. */
function headerKeyOf(sync: Sync, map: TableMap, source: Row): { readonly headerKey?: string } {
  if (map.document?.role !== 'line' || map.document.direction !== 'to-dataverse') return {};
  const header = sync.maps.byName(map.document.counterpartOf);
  const key = Object.entries(map.document.link).map(([column, part]) => [part, source[column] ?? null]);
  return { headerKey: canonicalKey(Object.fromEntries(key) as Row, header.finance.key) };
}

/** The other side's key of the record: a mirror is named by its Finance row, a write-back by its Dataverse row. */
const keyOf = (rules: ToDataverse, id: string, finance: string): string =>
  rules.target.kind === 'write-back' ? finance : id;

async function readSource(
  sync: Sync,
  { map, change, state }: Attempt,
  rules: ToDataverse,
): Promise<ReadRow | undefined> {
  const { finance } = tableRefs(map);
  const columns = columnsToRead(map, 'to-dataverse');
  if (rules.gather !== undefined) return gatherRows(sync, map, rules, rules.gather, change.row);
  if (rules.target.kind !== 'write-back')
    return sync.finance.read(finance, parseCanonicalKey(change.row, map.finance.key), columns);
  if (state.counterpartKey !== undefined)
    return sync.finance.read(finance, parseCanonicalKey(state.counterpartKey, map.finance.key), columns);
  const [row] = await sync.finance.find(finance, { [rules.target.id]: change.row }, columns);
  return row;
}

/** Columns that complete a document: held back (and, where they are flags, off) until every line is in Dataverse. */
async function completingValues(
  sync: Sync,
  map: TableMap,
  source: Row,
  headerId: string | undefined,
  target: Transformed,
): Promise<{ readonly always: Row; readonly onCreate: Row; readonly reason?: string }> {
  if (map.document?.role !== 'header' || map.document.direction !== 'to-dataverse')
    return { always: target.completing, onCreate: {} };
  const lines = await documentLinesToDataverse(sync, map, source, headerId);
  const reason = incompleteReason(lines);
  if (reason === undefined) return { always: target.completing, onCreate: {} };
  const off = Object.fromEntries(
    Object.entries(target.completing)
      .filter(([, value]) => value === true)
      .map(([column]) => [column, false]),
  );
  return {
    always: {},
    onCreate: off,
    reason,
  };
}

function assertMayCreate(map: TableMap, rules: ToDataverse, { state }: Attempt, id: string): void {
  if (rules.target.kind === 'write-back')
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('rolled-back-in-dataverse', {
        code: 'source-row-gone',
        message: `${map.dataverse.table} ${id}, which Finance has posted, does not exist in Dataverse.`,
        hint: 'Finance posted a row whose origin was rolled back or deleted. An accountant reverses it there, or discard this.',
      }),
    });
  if (map.kind === 'transactional' && state.appliedOnce)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('deleted-in-dataverse', {
        code: 'deleted-in-dataverse',
        message: `${map.dataverse.table} ${id} was written before and was deleted in Dataverse.`,
        hint: 'It is never made again by itself. Restore it or discard this.',
      }),
    });
}

const flat = (values: WriteValues): Row =>
  Object.fromEntries(Object.entries(values).map(([column, value]) => [column, plain(value)]));
