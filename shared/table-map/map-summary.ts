import { mapLines } from './map-lines.ts';
import type { OpenMap } from './open-map.ts';
import type { Registry } from './registry.ts';
import type { Evidence, TableMap } from './table-map.ts';

/** What a person wants to know of a map before anything else. */
export interface MapSummary {
  readonly area: string;
  readonly name: string;
  readonly version: string;
  /** Logical name of the Dataverse table; empty where it is not known. */
  readonly table: string;
  /** Entity set in Finance; empty where it is not known. */
  readonly set: string;
  readonly direction: 'to Finance' | 'to Dataverse' | 'both';
  readonly kind: TableMap['kind'];
  /** How sure pairs, set, filters and predicates are; pairs of which only one side is known count as open. */
  readonly evidence: Readonly<Record<Evidence | 'open', number>>;
  readonly enabled: boolean;
  /** Why it does not run. */
  readonly why?: string;
}

/** All maps in the order of their areas, those that cannot be written down yet included. */
export function mapSummaries(maps: Registry): readonly MapSummary[] {
  return [...maps.all().map((map) => ofMap(map, maps.stopped(map))), ...maps.openMaps().map(ofOpenMap)].sort(
    (a, b) => order(a).localeCompare(order(b), 'en'),
  );
}

const order = ({ area, name }: MapSummary): string => `${area} ${name}`;

function ofMap(map: TableMap, stopped: string | undefined): MapSummary {
  const summary = {
    area: map.area,
    name: map.name,
    version: map.version,
    table: map.dataverse.table,
    set: map.finance.set,
    direction: directionOf(map),
    kind: map.kind,
    evidence: { ...counted(evidenceOf(map)), open: map.openPairs.length },
  };
  return stopped === undefined ? { ...summary, enabled: true } : { ...summary, enabled: false, why: stopped };
}

const ofOpenMap = (map: OpenMap): MapSummary => ({
  area: map.area,
  name: map.name,
  version: map.version,
  table: map.table ?? '',
  set: map.set ?? '',
  direction: map.direction === 'to-finance' ? 'to Finance' : 'to Dataverse',
  kind: map.kind,
  evidence: { ...counted([]), open: map.properties.length },
  enabled: false,
  why: map.open[0] ?? 'not published',
});

function directionOf({ toFinance, toDataverse }: TableMap): MapSummary['direction'] {
  if (toFinance !== undefined && toDataverse !== undefined) return 'both';
  return toFinance === undefined ? 'to Dataverse' : 'to Finance';
}

const evidenceOf = (map: TableMap): readonly Evidence[] =>
  [...mapLines(map), ...map.expects].map(({ evidence }) => evidence);

function counted(all: readonly Evidence[]): Record<Evidence, number> {
  const of = (evidence: Evidence): number => all.filter((each) => each === evidence).length;
  return {
    documented: of('documented'),
    imported: of('imported'),
    accepted: of('accepted'),
    inferred: of('inferred'),
    assumed: of('assumed'),
  };
}
