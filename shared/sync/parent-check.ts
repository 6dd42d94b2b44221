import { explain } from '../causes/explain.ts';
import type { RecordState } from '../ledger/ledger.ts';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { recordOf } from '../table-map/record-of.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { ParentReference, TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { transformToFinance } from '../table-map/transform-to-finance.ts';
import type { Attempt } from './attempt.ts';
import { counterpartName } from './claim-counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * A record counts as there once it has been written, or found equal, and was not deleted since. Not so while it bears
 * another number than its row in Finance: what names it by that number would name nothing there.
 */
export const isThere = (state: RecordState | undefined): boolean =>
  state !== undefined && state.appliedOnce && state.outcome !== 'deleted' && !isRenumbered(state);

const isRenumbered = ({ outcome, failure }: RecordState): boolean =>
  outcome === 'rejected' && failure?.code === 'key-changed';

/** Of an attempt, what the look at its parents needs. */
export type ParentsOf = Pick<Attempt, 'map' | 'state' | 'verify'>;

/**
 * Dataverse → Finance: the rows that this row points to must be in Finance first, since staging accepts orphans. A row
 * that the ledger knows nothing of, because it is older than the integration, is looked for in Finance itself; see
 * `justCame` for when.
 *
 * @returns why the row must not cross either, where a parent stays behind and the map says so.
 * @throws ProblemError (waiting) naming the parent that is not there.
 */
export async function parentsThere(
  sync: Sync,
  { map, state: child, verify }: ParentsOf,
  source: Row,
): Promise<string | undefined> {
  const reasons = await Promise.all(
    (map.toFinance?.references ?? []).map(async (reference) => {
      if (reference.kind !== 'parent') return undefined;
      const id = source[reference.lookup];
      if (id === null || id === undefined || id === '') return undefined;
      const parentMap = sync.maps.byName(reference.map);
      const row = String(id).toLowerCase();
      const parent = recordOf(parentMap, row);
      const state = await stateOf(sync, parent);
      if (isThere(state)) {
        assertSameNumber(map, reference, parentMap, source, state);
        return undefined;
      }
      if (
        state?.outcome === undefined &&
        (verify || !justCame(sync, parentMap, child)) &&
        (await isInFinance(sync, parentMap, row))
      )
        return undefined;
      if (reference.whenSkipped === 'skip' && state?.outcome === 'skipped')
        return `${reference.map} ${String(id)}, which ${reference.lookup} points to, is not sent: ${state.reason ?? 'skipped'}`;
      throw new ProblemError({
        kind: 'waiting',
        uncertain: false,
        parent: {
          map: reference.map,
          record: parent,
          ...(state === undefined ? { unheardOf: true as const } : {}),
        },
        failure: explain('parent-missing', {
          code: 'parent-missing',
          field: reference.lookup,
          message: `${reference.map} ${String(id)}, which ${reference.lookup} points to, is not in Finance yet.`,
          hint: 'It goes on by itself as soon as that record has been sent. If it stays here, look at that record.',
        }),
      });
    }),
  );
  return reasons.find((reason) => reason !== undefined);
}

/**
 * Whether a record came a moment ago, so that a transactional parent that the ledger has never heard of is most likely a
 * row of the same posting whose own change is on its way: thousands of lines would look for thousands of rows that cannot
 * be in Finance yet. If it is older than the integration instead, the first recheck finds it there.
 */
function justCame(sync: Sync, parent: TableMap, { outcome, nextAt }: RecordState): boolean {
  if (parent.kind !== 'transactional') return false;
  return (
    outcome === undefined ||
    (outcome === 'waiting' && nextAt !== undefined && Date.parse(nextAt) - sync.now() > nearMs)
  );
}

/** A recheck may be delivered by a clock that is so much before ours. */
const nearMs = 5_000;

interface Seen {
  readonly state: Promise<RecordState | undefined>;
  readonly until: number;
}

/** What was said of parents, by process: hundreds of rows name the same few, and all ask at the same time. */
const seen = new WeakMap<Sync['ledger'], Map<string, Seen>>();

/** No longer than a parent may vanish between our look and our write anyway. */
const seenForMs = 2_000;
const mostSeen = 1_000;

/** State of a parent: a moment old where it is there; one that is missing is asked for anew, for it may come any moment. */
async function stateOf(sync: Sync, parent: string): Promise<RecordState | undefined> {
  const kept = seen.get(sync.ledger) ?? new Map<string, Seen>();
  seen.set(sync.ledger, kept);
  const known = kept.get(parent);
  if (known !== undefined && known.until > sync.now()) return known.state;
  if (kept.size >= mostSeen) kept.clear();
  const asked = { state: sync.ledger.state(parent), until: sync.now() + seenForMs };
  kept.set(parent, asked);
  let there = false;
  try {
    const state = await asked.state;
    there = isThere(state);
    return state;
  } finally {
    if (!there && kept.get(parent) === asked) kept.delete(parent);
  }
}

/**
 * The row names its parent by the number that the parent bears in Finance. It does not in the moment between a
 * renumbering and its refusal, which the next try meets.
 *
 * @throws ProblemError (transient) naming both numbers.
 */
function assertSameNumber(
  map: TableMap,
  { lookup, map: parentName }: ParentReference,
  parent: TableMap,
  source: Row,
  state: RecordState | undefined,
): void {
  if (state?.counterpartKey === undefined || parent.toFinance?.target !== 'upsert') return;
  const key = parseCanonicalKey(state.counterpartKey, parent.finance.key);
  for (const { dataverse, direction } of map.fields) {
    if (direction !== 'to-finance' || dataverse?.path.startsWith(`${lookup}.`) !== true) continue;
    const column = dataverse.path.slice(lookup.length + 1);
    const property = parent.fields.find(
      (field) =>
        field.direction === 'to-finance' &&
        field.dataverse?.path === column &&
        field.transform.kind === 'copy' &&
        Object.hasOwn(parent.finance.key, field.finance?.property ?? ''),
    )?.finance?.property;
    if (property === undefined) continue;
    const [named, borne] = [textOf(source[dataverse.path]), textOf(key[property])];
    if (named === '' || named.toLowerCase() === borne.toLowerCase()) continue;
    throw new ProblemError({
      kind: 'transient',
      uncertain: false,
      failure: explain('key-changed', {
        code: 'parent-renumbered',
        field: dataverse.path,
        message: `${parentName} is ${borne} in Finance and is called ${named} now.`,
        hint: 'Give that row its old number again; this one then goes on by itself.',
      }),
    });
  }
}

const textOf = (value: Row[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/**
 * Whether Finance holds the row of a Dataverse row, by the key that its map gives it. A row that belongs to another
 * record is not it, although it bears its number.
 */
async function isInFinance(sync: Sync, map: TableMap, row: string): Promise<boolean> {
  const { dataverse, finance } = tableRefs(map);
  const source = await sync.dataverse.read(
    dataverse,
    { [map.dataverse.id]: row },
    columnsToRead(map, 'to-finance'),
  );
  if (source === undefined) return false;
  const { key } = transformToFinance(map, source.values);
  // An incomplete key names no row.
  if (Object.keys(key).length < Object.keys(map.finance.key).length) return false;
  if ((await sync.finance.read(finance, key, [])) === undefined) return false;
  // Asked afterwards: whoever makes a row is its owner before it is there.
  const owner = await sync.ledger.ownerOf(counterpartName(map, canonicalKey(key, map.finance.key)));
  return owner === undefined || owner === recordOf(map, row);
}
