import type { Row } from '../odata/value.ts';
import type { Change } from '../messaging/change.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import { isAway } from '../sync/is-away.ts';
import type { Problem } from '../sync/problem.ts';
import { rowPlace } from '../sync/skip-reason.ts';
import type { Sync } from '../sync/sync.ts';
import { lookDry } from '../support/look-dry.ts';
import { pairFields } from '../support/pair-fields.ts';
import { stateOrNew } from '../support/state-or-new.ts';
import { companyPath } from '../table-map/company-path.ts';
import type { Direction } from '../table-map/direction.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { acceptanceOf, acceptanceWords } from './acceptance.ts';
import { amountsOf } from './amounts-of.ts';
import type { Comparison, ComparisonResult } from './comparison.ts';

/**
 * Holds one record against its counterpart by the sync's own transform, filter and guards, writing nothing. Undefined
 * where the record must not cross: out of scope, outside the filter, not posted.
 *
 * @param row names the record under its map.
 * @throws LedgerError; CounterpartError where a system is away: nothing is known of the record then.
 */
export async function compareRecord(
  sync: Sync,
  map: TableMap,
  direction: Direction,
  row: string,
): Promise<Comparison | undefined> {
  const record = recordOf(map, row);
  const state = await sync.ledger.state(record);
  const change = lookAt(sync, map, direction, row);
  const { seen, noted, ending } = await lookDry(sync, map, change, stateOrNew(map, record, state));
  if (ending.kind === 'problem') assertAsked(ending.problem, `${map.name} ${state?.number ?? row}`);
  const problem = ending.kind === 'problem' ? ending.problem.failure : undefined;
  const isSkipped =
    ending.kind === 'result' && ending.result.outcome === 'skipped' && !('frozen' in ending.result);
  if (isSkipped || seen.source === undefined) return undefined;
  const columns = pairFields(map, direction, seen).filter(({ differs }) => differs);
  const place = placeOf(map, direction, seen.source);
  const result = resultOf(direction, seen.existing, columns.length);
  const isDiscarded = result !== 'equal' && state?.outcome === 'discarded';
  const acceptance =
    result === 'equal' || isDiscarded
      ? undefined
      : await acceptanceOf(sync, direction, record, { result, columns });
  const number = noted.number ?? state?.number;
  return {
    map: map.name,
    direction,
    row,
    ...(number === undefined ? {} : { number }),
    ...(place.company === undefined ? {} : { company: place.company }),
    ...(place.date === undefined ? {} : { date: place.date }),
    ...(noted.project === undefined ? {} : { project: noted.project }),
    result: isDiscarded || acceptance !== undefined ? 'accepted' : result,
    columns,
    ...(problem === undefined ? {} : { why: problem.message }),
    ...(isDiscarded && state.reason !== undefined ? { why: state.reason } : {}),
    ...(acceptance === undefined ? {} : { why: acceptanceWords(acceptance) }),
    amounts: amountsOf(map, direction, seen),
  };
}

/** @throws CounterpartError where a system could not be asked: that says nothing of the record. */
function assertAsked({ kind, system, status, failure, retryAfterMs }: Problem, record: string): void {
  if (system === undefined || !isAway(kind)) return;
  throw new CounterpartError({
    system,
    kind,
    cause: failure.cause ?? 'unavailable',
    code: failure.code,
    ...(status === undefined ? {} : { status }),
    text: `${failure.message} (${record})`,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    applied: 'no',
  });
}

/** Company and date of a row of the side that the record flows from. */
export const placeOf = (map: TableMap, direction: Direction, source: Row): ReturnType<typeof rowPlace> =>
  direction === 'to-finance'
    ? rowPlace(source, companyPath(map), map.toFinance?.goLiveDate)
    : rowPlace(source, map.finance.company, map.toDataverse?.date);

function resultOf(direction: Direction, existing: unknown, differing: number): ComparisonResult {
  if (existing === 'absent' || existing === undefined)
    return existing === undefined
      ? 'not comparable'
      : direction === 'to-finance'
        ? 'missing in Finance'
        : 'missing in Dataverse';
  return differing === 0 ? 'equal' : 'different';
}

const lookAt = (sync: Sync, map: TableMap, direction: Direction, row: string): Change => ({
  schema: 'change/1',
  map: map.name,
  source: direction === 'to-finance' ? 'dataverse' : 'finance',
  row,
  event: 'seen',
  mode: 'verify',
  key: 'compare',
  attempt: '1',
  base: '0',
  at: new Date(sync.now()).toISOString(),
  origin: 'compare',
});
