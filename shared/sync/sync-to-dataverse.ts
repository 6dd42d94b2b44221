import { isLosslessNumber } from 'lossless-json';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { contentHash } from '../table-map/content-hash.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToDataverse } from '../table-map/transform-to-dataverse.ts';
import type { Transformed } from '../table-map/transformed.ts';
import type { Attempt, Result } from './attempt.ts';
import { claimCounterpart } from './claim-counterpart.ts';
import type { LookupTo, ReadRow, WriteValue, WriteValues } from './counterpart.ts';
import { deleteCounterpart } from './delete-counterpart.ts';
import { deterministicId } from './deterministic-id.ts';
import { documentLines } from './document-lines.ts';
import { assertNoProblems } from './field-problem.ts';
import { ProblemError } from './problem.ts';
import { recordReference } from './record-reference.ts';
import { resolveLookup } from './resolve-lookup.ts';
import { rowPlace, skipReason } from './skip-reason.ts';
import type { Sync } from './sync.ts';
import { writeRow } from './write-row.ts';

/**
 * Brings the Dataverse row of one Finance row to the state of its source: makes and keeps a mirror of it, or writes
 * accounting results back to the row that Finance got from Dataverse.
 *
 * @throws ProblemError, CounterpartError, LedgerError; nothing is lost, the caller decides what follows.
 */
export async function syncToDataverse(sync: Sync, attempt: Attempt): Promise<Result> {
  const { map, change, state } = attempt;
  const rules = map.toDataverse;
  if (rules === undefined) return { outcome: 'skipped', reason: `${map.name} brings nothing to Dataverse` };
  const tables = tableRefs(map);

  const source = await readSource(sync, attempt, rules);
  if (source === undefined) {
    if (change.event !== 'delete')
      return { outcome: 'skipped', reason: `${map.finance.set} ${change.row} does not exist in Finance` };
    return deleteCounterpart(sync, attempt, {
      counterpart: sync.dataverse,
      table: tables.dataverse,
      deletes: rules.deletes,
    });
  }

  const place = rowPlace(source.values, map.finance.company, rules.date);
  const skip =
    skipReason(map, place, sync.companies) ??
    (matches(rules.posted.when, source.values) ? undefined : `not posted (${rules.posted.text})`);
  if (skip !== undefined) return { outcome: 'skipped', reason: skip, company: place.company };

  const target = transformToDataverse(map, source.values);
  assertNoProblems(target.problems);
  const lookups = await resolveLookups(sync, rules, source.values, target);
  const existingId = await findExistingId(sync, attempt, rules, source.values, {
    ...target.values,
    ...lookups,
  });
  const completing = await completingValues(sync, map, source.values, existingId, target);
  const values: WriteValues = { ...target.values, ...lookups, ...completing.always };

  const finance = canonicalKey(source.key, map.finance.key);
  const hash = contentHash(flat(values), map.version);
  const done = {
    company: place.company,
    number: finance,
    hash,
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

  const id = existingId ?? deterministicId(state.record);
  if (rules.target.kind === 'mirror' && state.counterpartKey !== id)
    await claimCounterpart(sync, map, id, state.record);
  const columns = Object.keys(values);
  const trusted = !attempt.verify && state.sentToDataverse !== undefined;
  const existing = trusted
    ? 'unread'
    : ((await sync.dataverse.read(tables.dataverse, { [map.dataverse.id]: id }, columns)) ?? 'absent');

  const written = await writeRow({
    counterpart: sync.dataverse,
    table: tables.dataverse,
    key: { [map.dataverse.id]: id },
    values,
    createOnly: { ...target.createOnly, ...completing.onCreate },
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
    counterpartKey: keyOf(rules, id, finance),
    changedFields: written.changedFields,
  };
}

/** Names the header of a line's document, so that whoever wrote the line can ask for a look at it. */
function headerKeyOf(sync: Sync, map: TableMap, source: Row): { readonly headerKey?: string } {
  if (map.document?.role !== 'line') return {};
  const header = sync.maps.byName(map.document.counterpartOf);
  const key = Object.entries(map.document.link).map(([column, part]) => [part, source[column] ?? null]);
  return { headerKey: canonicalKey(Object.fromEntries(key) as Row, header.finance.key) };
}

/** The other side's key of the record: a mirror is named by its Finance row, a write-back by its Dataverse row. */
const keyOf = (rules: ToDataverse, id: string, finance: string): string =>
  rules.target.kind === 'mirror' ? id : finance;

async function readSource(
  sync: Sync,
  { map, change, state }: Attempt,
  rules: ToDataverse,
): Promise<ReadRow | undefined> {
  const { finance } = tableRefs(map);
  const columns = columnsToRead(map, 'to-dataverse');
  if (rules.target.kind === 'mirror')
    return sync.finance.read(finance, parseCanonicalKey(change.row, map.finance.key), columns);
  if (state.counterpartKey !== undefined)
    return sync.finance.read(finance, parseCanonicalKey(state.counterpartKey, map.finance.key), columns);
  const [row] = await sync.finance.find(finance, { [rules.target.id]: change.row }, columns);
  return row;
}

async function resolveLookups(
  sync: Sync,
  rules: ToDataverse,
  source: Row,
  target: Transformed,
): Promise<Readonly<Record<string, LookupTo>>> {
  const resolved: Record<string, LookupTo> = {};
  await Promise.all([
    ...rules.references.map(async (reference) => {
      if (reference.kind !== 'record') return;
      const found = await recordReference(sync, reference, source);
      if (found !== undefined) resolved[reference.lookup] = found;
    }),
    ...Object.entries(target.lookups).map(async ([column, key]) => {
      resolved[column] =
        key === null
          ? { table: '', id: null }
          : { table: key.table, id: await resolveLookup(sync, column, key) };
    }),
  ]);
  return Object.fromEntries(Object.entries(resolved).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The Dataverse row of this record: known, found by the map's integration key, or not there. */
async function findExistingId(
  sync: Sync,
  { map, change, state }: Attempt,
  rules: ToDataverse,
  source: Row,
  wanted: WriteValues,
): Promise<string | undefined> {
  if (rules.target.kind === 'write-back') return change.row;
  if (state.counterpartKey !== undefined && state.appliedOnce) return state.counterpartKey;
  if (rules.findBy.length === 0) return undefined;
  const where = Object.fromEntries(rules.findBy.map((column) => [column, plain(wanted[column] ?? null)]));
  const found = await sync.dataverse.find(tableRefs(map).dataverse, where, []);
  const [first] = found;
  if (found.length > 1)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: {
        code: 'doubled-in-dataverse',
        field: rules.findBy.join(', '),
        message: `Dataverse holds several rows of ${map.dataverse.table} for ${canonicalKey(source, map.finance.key)}.`,
        hint: 'An administrator removes the doubled row, then replay.',
      },
    });
  return first === undefined ? undefined : String(first.key[map.dataverse.id]);
}

/** Columns that complete a document: held back (and, where they are flags, off) until every line is in Dataverse. */
async function completingValues(
  sync: Sync,
  map: TableMap,
  source: Row,
  headerId: string | undefined,
  target: Transformed,
): Promise<{ readonly always: Row; readonly onCreate: Row; readonly reason?: string }> {
  if (map.document?.role !== 'header') return { always: target.completing, onCreate: {} };
  const lines = await documentLines(sync, map, source, headerId);
  if (lines.expected > 0 && lines.missing.length === 0) return { always: target.completing, onCreate: {} };
  const off = Object.fromEntries(
    Object.entries(target.completing)
      .filter(([, value]) => value === true)
      .map(([column]) => [column, false]),
  );
  return {
    always: {},
    onCreate: off,
    reason: `not complete: ${lines.missing.length} of ${lines.expected} lines are still to come`,
  };
}

function assertMayCreate(map: TableMap, rules: ToDataverse, { state }: Attempt, id: string): void {
  if (rules.target.kind === 'write-back')
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: {
        code: 'source-row-gone',
        message: `${map.dataverse.table} ${id}, which Finance has posted, does not exist in Dataverse.`,
        hint: 'Finance posted a row whose origin was rolled back or deleted. An accountant reverses it there, or discard this.',
      },
    });
  if (map.kind === 'transactional' && state.appliedOnce)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: {
        code: 'deleted-in-dataverse',
        message: `${map.dataverse.table} ${id} was written before and was deleted in Dataverse.`,
        hint: 'It is never made again by itself. Restore it or discard this.',
      },
    });
}

const plain = (value: WriteValue): Row[string] =>
  typeof value === 'object' && value !== null && !isLosslessNumber(value) ? value.id : value;

const flat = (values: WriteValues): Row =>
  Object.fromEntries(Object.entries(values).map(([column, value]) => [column, plain(value)]));
