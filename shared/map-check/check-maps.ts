import { causes } from '../causes/causes.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { checkDataverse } from './check-dataverse.ts';
import { checkFinance } from './check-finance.ts';
import { checkKeys } from './check-keys.ts';
import { checkTwin } from './check-twin.ts';
import { checkValues } from './check-values.ts';
import { checkWrites } from './check-writes.ts';
import { columnUses } from './column-uses.ts';
import type { CheckReport, Unchecked } from './finding.ts';
import type {
  DataverseMetadata,
  EntityDefinition,
  FinanceMetadata,
  RunningNativeMap,
  TableDefinition,
} from './metadata.ts';
import { propertyUses } from './property-uses.ts';

/** Questions to each system under way at once. */
const mostAtOnce = 4;

/** The two systems' metadata, as far as some maps use it. */
export interface Metadata {
  readonly tables: ReadonlyMap<string, TableDefinition | undefined>;
  readonly entities: ReadonlyMap<string, EntityDefinition | undefined>;
  readonly natives: readonly RunningNativeMap[];
}

/**
 * Reads what the maps use, table by table and set by set: the whole `$metadata` of Finance is tens of megabytes.
 *
 * @throws CounterpartError when one of the two cannot be asked.
 */
export async function readMetadata(
  maps: readonly TableMap[],
  dataverse: DataverseMetadata,
  finance: FinanceMetadata,
): Promise<Metadata> {
  const columns = gathered(
    maps.flatMap((map) => [
      [map.dataverse.table, map.dataverse.id] as const,
      ...columnUses(map).map(({ table, column }) => [table, column] as const),
    ]),
  );
  const properties = gathered(
    maps.flatMap((map) => propertyUses(map).map(({ set, property }) => [set, property] as const)),
  );
  const [tables, entities, natives] = await Promise.all([
    each(columns, (table, wanted) => dataverse.tableDefinition(table, wanted)),
    each(properties, (set, wanted) => finance.entityDefinition(set, wanted)),
    dataverse.nativeMaps(),
  ]);
  if (noneOf(tables)) throw otherAddress('dataverse', `None of the ${tables.size} tables`);
  if (noneOf(entities)) throw otherAddress('finance', `None of the ${entities.size} entity sets`);
  return { tables, entities, natives };
}

/** An address that answers "not there" to every question is no environment of this kind. */
const noneOf = (answers: ReadonlyMap<string, unknown>): boolean =>
  answers.size > 1 && [...answers.values()].every((answer) => answer === undefined);

const otherAddress = (system: 'dataverse' | 'finance', none: string): CounterpartError =>
  new CounterpartError({
    system,
    kind: 'misconfigured',
    cause: 'wrong-address',
    code: '404',
    status: 404,
    text: `${none} that the maps use is there.`,
    hint: causes['wrong-address'].remedy,
    applied: 'no',
  });

/** Judges maps by the metadata of both sides. Pure. */
export function checkMaps(maps: readonly TableMap[], { tables, entities, natives }: Metadata): CheckReport {
  const reports = maps.map((map): CheckReport => {
    const table = tables.get(map.dataverse.table);
    const entity = entities.get(map.finance.set);
    const keys = checkKeys(map, tables);
    const twin = checkTwin(map, natives);
    return {
      findings: [
        ...twin.findings,
        ...checkDataverse(map, tables),
        ...checkFinance(map, entities),
        ...checkWrites(map, table, entity),
        ...checkValues(map, tables, entity),
        ...keys.findings,
      ],
      unchecked: [...twin.unchecked, ...keys.unchecked],
    };
  });
  return {
    findings: reports.flatMap(({ findings }) => findings),
    unchecked: [...reports.flatMap(({ unchecked }) => unchecked), ...unreadable(natives)],
  };
}

const unreadable = (natives: readonly RunningNativeMap[]): readonly Unchecked[] =>
  natives.some(({ entities }) => entities.length === 0)
    ? [
        {
          map: undefined,
          what: 'Which native dual-write map runs: a row of msdyn_dualwriteruntimeconfig cannot be read.',
          look: 'Dual-write, list of maps: none of those that we replace may run.',
        },
      ]
    : [];

function gathered(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const [name, part] of pairs) all.set(name, (all.get(name) ?? new Set()).add(part));
  return all;
}

/** Asks for each; after the first failure nothing more is asked, and what is under way is waited for. */
async function each<Answer>(
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  ask: (name: string, parts: ReadonlySet<string>) => Promise<Answer>,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  const failures: unknown[] = [];
  const queue = wanted.entries();
  const worker = async (): Promise<void> => {
    for (const [name, parts] of queue) {
      if (failures.length > 0) return;
      try {
        answers.set(name, await ask(name, parts));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, worker));
  if (failures.length > 0) throw failures[0];
  return answers;
}
