import type { OpenRow } from '../ledger/ledger.ts';
import { mapBreaker } from '../sync/gates/gate-names.ts';
import { breakers } from '../sync/gates/breakers.ts';
import { pauses } from '../sync/gates/pauses.ts';
import type { Sync } from '../sync/sync.ts';
import type { Area } from '../table-map/area.ts';
import { changesOfLastHour, hoursOfDay, statsOfDay, type HourOfAll } from './hours-of-day.ts';
import { openRows } from './open-rows.ts';
import { standingOf } from './standing.ts';
import { stoppedMaps } from './stopped-maps.ts';

/** How a map stands. `paused` names a pause of the map itself; a pause of one legal entity is among the pauses. */
export type MapStanding = 'running' | 'paused' | 'breaker-open' | 'stopped' | 'off';

export interface MapOverview {
  readonly map: string;
  readonly area: Area;
  readonly standing: MapStanding;
  /** Why it is not running. */
  readonly why?: string;
  readonly rejected: number;
  readonly overdue: number;
  /** Waiting or tried again: they go on by themselves. */
  readonly waiting: number;
  /** Since when the oldest change is not in the counterpart, ISO 8601 UTC: the lag. */
  readonly oldest?: string;
  /** When a record of it was last written, or found to be equal, ISO 8601 UTC. */
  readonly lastSuccess?: string;
  /** Changes that ended within the last hour, to five minutes. */
  readonly lastHour: number;
}

/** How much of an area somebody may see: all legal entities, some of them, or nothing. */
export type Sight = 'all' | 'some' | 'none';

export interface Overview {
  /**
   * Changes, lag and last success are counted by map and hour, not by legal entity: here they cover legal entities that
   * who asks may not see otherwise. What is open is counted within what may be seen.
   */
  readonly isWider: boolean;
  /** The last 24 hours, the present one last. */
  readonly hours: readonly HourOfAll[];
  /** Those that need a person first. */
  readonly maps: readonly MapOverview[];
  readonly systems: readonly {
    readonly system: 'Dataverse' | 'Finance';
    /** Open breakers of it: it is away or throttles us. */
    readonly away: readonly { readonly company?: string; readonly since: string; readonly reason: string }[];
  }[];
  /** Open records by age: how many have been open for less than so many hours, and more than the one before. */
  readonly ages: readonly { readonly hours: number; readonly needPerson: number; readonly waiting: number }[];
}

const hourMs = 3_600_000;
const ageHours = [1, 4, 12, 24, 72, 168, Number.MAX_SAFE_INTEGER] as const;

/**
 * How everything stands now: maps, counterparts, and how old what is open is.
 *
 * @param sync lists as open only what who asks may see.
 * @param sightOf an area; maps of an area that may not be seen at all are left out, and are not counted.
 * @throws LedgerError.
 */
export async function overview(sync: Sync, sightOf: (area: Area) => Sight = () => 'all'): Promise<Overview> {
  const seen = sync.maps.all().filter(({ area }) => sightOf(area) !== 'none');
  const names = new Set(seen.map(({ name }) => name));
  const [rows, stopped, paused, open, ofAllMaps, successes] = await Promise.all([
    openRows(sync, {}),
    stoppedMaps(sync),
    pauses(sync),
    breakers(sync),
    statsOfDay(sync),
    sync.ledger.lastSuccesses(),
  ]);
  const stats = ofAllMaps.filter(({ map }) => names.has(map));
  const lastHour = changesOfLastHour(stats, sync.now());
  const byMap = Map.groupBy(rows, ({ map }) => map);
  const standing = (map: string): Pick<MapOverview, 'standing' | 'why'> => {
    if (sync.maps.isOff(sync.maps.byName(map)))
      return { standing: 'off', why: 'switched off by the setting MAPS_OFF' };
    const stop = stopped.find((each) => each.map === map);
    if (stop !== undefined) return { standing: 'stopped', why: stop.reason };
    const breaker = open.get(mapBreaker(map));
    if (breaker !== undefined) return { standing: 'breaker-open', why: breaker.reason };
    const pause = paused.find((each) => each.map === map && each.company === '*');
    if (pause !== undefined) return { standing: 'paused', why: `paused by ${pause.who}: ${pause.why}` };
    return { standing: 'running' };
  };
  const maps = seen.map((map): MapOverview => ({
    map: map.name,
    area: map.area,
    ...standing(map.name),
    ...counted(byMap.get(map.name) ?? []),
    lastHour: lastHour.get(map.name) ?? 0,
    ...succeeded(successes.get(map.name)),
  }));
  const systems = (['Dataverse', 'Finance'] as const).map((system) => ({
    system,
    away: [...open].flatMap(([name, { since, reason }]) => {
      const [, of, company = ''] = name.split('|');
      if (of !== system.toLowerCase()) return [];
      return [{ ...(company === '' ? {} : { company }), since, reason }];
    }),
  }));
  const hours = hoursOfDay(stats, sync.now());
  const isWider = seen.some(({ area }) => sightOf(area) === 'some');
  return { isWider, maps: maps.sort(byNeed), systems, ages: ages(rows, sync.now()), hours };
}

const succeeded = (at: string | undefined): Pick<MapOverview, 'lastSuccess'> =>
  at === undefined ? {} : { lastSuccess: at };

function counted(rows: readonly OpenRow[]): Pick<MapOverview, 'rejected' | 'overdue' | 'waiting' | 'oldest'> {
  const of = (...wanted: readonly string[]): number =>
    rows.filter((row) => wanted.includes(standingOf(row))).length;
  const [oldest] = rows;
  return {
    rejected: of('rejected'),
    overdue: of('overdue'),
    waiting: of('waiting', 'retrying'),
    ...(oldest === undefined ? {} : { oldest: oldest.since }),
  };
}

const isStill = ({ standing }: MapOverview): number => (standing === 'running' || standing === 'off' ? 0 : 1);

const byNeed = (a: MapOverview, b: MapOverview): number =>
  isStill(b) - isStill(a) || b.rejected + b.overdue - (a.rejected + a.overdue) || b.waiting - a.waiting;

function ages(rows: readonly OpenRow[], now: number): Overview['ages'] {
  const aged = rows.map((row) => ({
    hours: (now - Date.parse(row.since)) / hourMs,
    needsPerson: ['rejected', 'overdue'].includes(standingOf(row)),
  }));
  return ageHours.map((hours, index) => {
    const least = ageHours[index - 1] ?? Number.NEGATIVE_INFINITY;
    const within = aged.filter((row) => row.hours >= least && row.hours < hours);
    const needPerson = within.filter(({ needsPerson }) => needsPerson).length;
    return { hours, needPerson, waiting: within.length - needPerson };
  });
}
