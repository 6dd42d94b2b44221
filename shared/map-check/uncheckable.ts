import type { TableMap } from '../table-map/table-map.ts';
import type { Unchecked } from './finding.ts';
import type { TableDefinition } from './metadata.ts';

/** What matters to the maps in use and no interface tells: the places where a person must look. */
export function uncheckable(
  maps: readonly TableMap[],
  tables: ReadonlyMap<string, TableDefinition | undefined>,
): readonly Unchecked[] {
  return [
    ...maps
      .filter((map) => map.finance.set === 'ProjActualsImports' && map.toFinance !== undefined)
      .map((map) => ({
        map: map.name,
        what: 'Whether each legal entity has a line property for every billing type; without one Finance refuses the actual ("Line property … doesn\'t exist").',
        look: 'Finance, parameters of the integration per legal entity: default line property for Not specified, Chargeable, Non-chargeable, Complimentary and Not available. No entity set of them is published.',
      })),
    ...(maps.some((map) => map.toDataverse !== undefined)
      ? [
          {
            map: undefined,
            what: 'Whether a native map that has only Finance as its source runs: its row is kept in Finance, under a set that is not published.',
            look: 'Finance, dual-write: the list of maps and their state.',
          },
        ]
      : []),
    ...maps.flatMap((map) => lengths(map, tables.get(map.dataverse.table))),
  ];
}

/** Finance's metadata holds no length at all; those of Dataverse are told, to compare with. */
function lengths(map: TableMap, table: TableDefinition | undefined): readonly Unchecked[] {
  const texts = map.fields.flatMap((field) => {
    const column = field.dataverse?.path ?? '';
    const length = table?.columns.get(column)?.maxLength;
    const crosses =
      field.finance?.type === 'string' && field.transform.kind === 'copy' && field.truncate === undefined;
    if (!crosses || length === undefined) return [];
    return [
      `${column} ${field.direction === 'to-finance' ? '→' : '←'} ${field.finance.property} (${length})`,
    ];
  });
  if (texts.length === 0) return [];
  return [
    {
      map: map.name,
      what: `Whether these texts fit; the numbers are the lengths in Dataverse, Finance tells none: ${texts.join(', ')}.`,
      look: `Field lengths of ${map.finance.set} in Finance; give a pair truncate where its text may be cut.`,
    },
  ];
}
