import type { Sync } from '../sync/sync.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Run, RunKind, RunUnit } from './run.ts';
import { putRun, putUnit } from './run-store.ts';
import { startOrder } from './start-order.ts';

/** What a person asks for; names of maps and companies exist. */
export interface RunAsked {
  readonly kind: RunKind;
  readonly by: string;
  readonly map?: string | undefined;
  readonly company?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly changedSince?: string | undefined;
  /** Only these rows, by map and company. */
  readonly only?: readonly {
    readonly map: string;
    readonly company: string;
    readonly rows: readonly string[];
  }[];
  readonly needsConfirmation?: boolean;
}

/** Rows that one unit names. */
const mostRows = 500;

/** Writes a run down, units first: a run that can be found is whole. Nothing is done yet. @throws LedgerError. */
export async function startRun(sync: Sync, asked: RunAsked): Promise<Run> {
  const units = asked.only === undefined ? allUnits(sync, asked) : asked.only.flatMap(namedUnits);
  const { kind, by, from, to, changedSince, needsConfirmation = false } = asked;
  const run: Run = {
    id: sync.newId().replaceAll('-', '').slice(0, 10),
    kind,
    by,
    at: new Date(sync.now()).toISOString(),
    units: units.length,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(changedSince === undefined ? {} : { changedSince }),
    needsConfirmation,
  };
  await Promise.all(units.map((unit, index) => putUnit(sync, run.id, index, unit)));
  await putRun(sync, run);
  await sync.ledger.addAudit({
    id: sync.newId(),
    at: run.at,
    by,
    action: kind,
    record: `run|${run.id}`,
    before: {},
    after: {
      ...(asked.map === undefined ? {} : { map: asked.map }),
      ...(asked.company === undefined ? {} : { company: asked.company }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      units: String(units.length),
    },
  });
  return run;
}

const unitOf = (map: string, company: string, rows?: readonly string[]): RunUnit => ({
  map,
  company,
  ...(rows === undefined ? {} : { rows: [...rows] }),
  step: 'to-do',
  counts: {},
  findings: [],
  milliseconds: 0,
});

const allUnits = (sync: Sync, { kind, map: name, company }: RunAsked): readonly RunUnit[] =>
  startOrder(sync.maps)
    .filter((map) => (name === undefined ? isMeant(sync, map, kind) : map.name === name))
    .flatMap((map) =>
      (map.finance.company === undefined ? ['*'] : [...sync.companies.keys()])
        .filter((code) => company === undefined || code === company || code === '*')
        .map((code) => unitOf(map.name, code)),
    );

/** Maps that do not run are left out unless they are named; an initial sync takes master maps unless one is named. */
const isMeant = (sync: Sync, map: TableMap, kind: RunKind): boolean =>
  sync.maps.stopped(map) === undefined && (kind !== 'initial' || map.kind === 'master');

const namedUnits = ({ map, company, rows }: NonNullable<RunAsked['only']>[number]): readonly RunUnit[] =>
  Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, part) =>
    unitOf(map, company, rows.slice(part * mostRows, (part + 1) * mostRows)),
  );
