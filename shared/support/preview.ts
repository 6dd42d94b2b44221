import type { OpenRow } from '../ledger/ledger.ts';
import type { Seen } from '../sync/attempt.ts';
import type { Intended } from './dry-run.ts';
import { lookDry } from './look-dry.ts';
import { verdictOf, type Verdict } from './verdict.ts';
import { directionOf } from '../sync/direction-of.ts';
import { isUnheard } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import type { Area } from '../table-map/area.ts';
import type { Direction } from '../table-map/direction.ts';
import { financeStage, type FinanceStage } from './finance-stage.ts';
import { lookChange } from './look-change.ts';
import { pairFields, type FieldPair } from './pair-fields.ts';
import { parentsOf } from './parents-of.ts';
import { previewHash } from './preview-hash.ts';
import { recordMap } from './record-map.ts';
import { rowDate, type RowDate } from './row-date.ts';
import { stateOrNew } from './state-or-new.ts';

/** What a replay of one record would come to, and what it was judged by. */
export interface Preview extends Verdict {
  readonly area: Area;
  readonly record: string;
  readonly map: string;
  readonly company?: string;
  readonly number?: string;
  readonly direction?: Direction;
  /** What would be done in the counterpart. */
  readonly would?: Intended['kind'];
  /** Whether the counterpart has a row of it; undefined where that could not be read. */
  readonly counterpartRow?: 'there' | 'absent';
  readonly fields: readonly FieldPair[];
  readonly date?: RowDate;
  /** Where an actual stands in Finance. */
  readonly stage?: FinanceStage;
  /** Records that this one comes after. */
  readonly parents: readonly string[];
  /** Of everything that was seen: another one tells that something has moved. */
  readonly hash: string;
}

/**
 * Reads both rows of a record now and runs the same transform and guards as a replay would, on ports that never write.
 *
 * @throws LedgerError when the ledger cannot be read; every other failure is a verdict.
 */
export async function preview(sync: Sync, area: Area, record: string): Promise<Preview> {
  const found = recordMap(sync.maps, record);
  const open = await sync.ledger.openRow(area, record);
  if (found === undefined) return unreadable(area, record, open);
  const { map } = found;
  const state = await sync.ledger.state(record);
  const timeline = open?.direction === undefined ? await sync.ledger.timeline(record, 1) : [];
  const asked = { ...found, open, state, timeline, key: `preview|${record}`.slice(0, 200) };
  const change = lookChange({ ...asked, origin: 'preview', at: sync.now() });
  const direction = directionOf(change);
  const looked = await lookDry(sync, map, change, stateOrNew(map, record, state));
  const { seen, noted, ending } = looked;
  const verdict = verdictOf({
    counterpart: direction === 'to-finance' ? 'Finance' : 'Dataverse',
    state,
    overtaken: state !== undefined && (open === undefined || !isUnheard(open, state)),
    attempted: noted.attempted,
    ending,
  });
  const company = noted.company ?? state?.company ?? open?.company;
  const number = noted.number ?? state?.number ?? open?.number;
  const would = ending.kind === 'result' ? ending.intended?.kind : undefined;
  const stage = financeStage(map, seen);
  const date = rowDate(map, direction, seen.source, sync.companies.get(company ?? ''));
  return {
    area,
    record,
    map: map.name,
    ...(company === undefined ? {} : { company }),
    ...(number === undefined ? {} : { number }),
    direction,
    ...verdict,
    ...(would === undefined ? {} : { would }),
    ...(seen.existing === undefined
      ? {}
      : { counterpartRow: seen.existing === 'absent' ? ('absent' as const) : ('there' as const) }),
    fields: pairFields(map, direction, seen),
    ...(date === undefined ? {} : { date }),
    ...(stage === undefined ? {} : { stage }),
    parents: seen.source === undefined ? [] : parentsOf(sync.maps, map, direction, seen.source),
    hash: previewHash({
      record,
      verdict: verdict.verdict,
      field: verdict.field,
      would,
      outcome: state?.outcome,
      code: state?.failure?.code,
      counterpartKey: state?.counterpartKey,
      seen: withoutVersion(seen),
    }),
  };
}

/** A row's version moves with columns that are none of ours. */
const withoutVersion = (seen: Seen): unknown =>
  typeof seen.existing === 'object'
    ? { ...seen, existing: { key: seen.existing.key, values: seen.existing.values } }
    : seen;

const unreadable = (area: Area, record: string, open: OpenRow | undefined): Preview => ({
  area,
  record,
  map: '',
  verdict: 'would-be-refused',
  why: open?.failure.message ?? `There is no table map for ${record}.`,
  fields: [],
  parents: [],
  hash: previewHash({ record, open: open?.failure.message }),
});
