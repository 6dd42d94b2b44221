import { dataverseTable } from '../table-map/dataverse-table.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { CheckReport, Finding, Unchecked } from './finding.ts';
import type { TableDefinition } from './metadata.ts';

/** Columns by which a map finds one row of a Dataverse table. */
interface Search {
  readonly table: string;
  readonly columns: readonly string[];
  /**
   * `sure`: it is known that these columns are the integration key; `guess`: it is not; `look-up`: rows that no map of ours
   * makes, of which two with one key are refused record by record.
   */
  readonly why: 'sure' | 'guess' | 'look-up';
}

/**
 * Whether the columns by which a map finds rows in Dataverse are kept unique there: by an alternate key whose index is
 * active. Where it is only a guess which columns make the key, a missing one proves nothing and is left to a person.
 */
export function checkKeys(
  map: TableMap,
  tables: ReadonlyMap<string, TableDefinition | undefined>,
): CheckReport {
  const findings: Finding[] = [];
  const unchecked: Unchecked[] = [];
  for (const { table, columns, why } of searchesOf(map)) {
    const found = tables.get(table);
    if (found === undefined) continue;
    const keys = found.keys.filter((key) => key.columns.every((column) => columns.includes(column)));
    if (keys.some(({ status }) => status === 'Active')) continue;
    const [key] = keys;
    if (key !== undefined || why === 'sure')
      findings.push({
        map: map.name,
        column: `${table} (${columns.join(', ')})`,
        severity: 'warning',
        what:
          key === undefined
            ? `${table} has no alternate key over ${columns.join(', ')}, by which rows are found: two rows may have the same.`
            : `The alternate key of ${table} over ${key.columns.join(', ')} is not active (${key.status}): two rows may have the same.`,
        remedy:
          key === undefined
            ? 'Add the alternate key (integration key) to the table and wait until its index is active.'
            : 'Look at its system job, remove what is there twice, and activate the key again.',
        stops: false,
      });
    else if (why === 'guess')
      unchecked.push({
        map: map.name,
        what: `Whether ${columns.join(', ')} name one row of ${table}: no alternate key of the table says so, and which columns make the integration key is a guess.`,
        look: 'Look up the integration key of this table in dual-write (Environment details, Integration key).',
      });
  }
  return { findings, unchecked };
}

function searchesOf(map: TableMap): readonly Search[] {
  const rules = map.toDataverse;
  if (rules === undefined) return [];
  const evidence = rules.findByEvidence ?? 'inferred';
  const own: readonly Search[] =
    rules.findBy.length === 0
      ? []
      : [
          {
            table: map.dataverse.table,
            columns: rules.findBy,
            why: evidence === 'inferred' || evidence === 'assumed' ? 'guess' : 'sure',
          },
        ];
  const byTable = Map.groupBy(lookedUp(map), ({ over }) => over);
  return [
    ...own,
    ...[...byTable.values()].map((all): Search => ({
      table: all[0]?.table ?? '',
      columns: all.map(({ column }) => column),
      why: 'look-up',
    })),
  ].filter(({ table, columns }) => !(columns.length === 1 && columns[0] === dataverseTable(table).id));
}

/** The columns by which the row behind each look-up is found; a look-up further on is itself one of them. */
function lookedUp(
  map: TableMap,
): readonly { readonly over: string; readonly table: string; readonly column: string }[] {
  const paths = map.fields.flatMap(({ direction, dataverse }) =>
    direction === 'to-dataverse' && dataverse?.path.includes('.') === true ? [dataverse.path] : [],
  );
  const steps = paths.flatMap((path) => {
    const { over, last } = resolvePath(map.dataverse.table, path);
    return over.map(({ table }, index) => {
      const names = path.split('.');
      return {
        over: names.slice(0, index + 1).join('.'),
        table,
        column: over[index + 1]?.column ?? last,
      };
    });
  });
  return [...new Map(steps.map((step) => [`${step.over}|${step.column}`, step])).values()];
}
