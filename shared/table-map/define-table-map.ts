import { checkTableMap } from './check-table-map.ts';
import { dataverseTable } from './dataverse-table.ts';
import { fieldBuilder, type FieldBuilder } from './field-builder.ts';
import type { WithKey } from './field-types.ts';
import { financeEntity, financeTypeOf } from './finance-entity.ts';
import type { MapDescription } from './map-description.ts';
import type { EntityName, TableName } from './paths.ts';
import type { Field, FinanceType, OpenPair, TableMap } from './table-map.ts';

/**
 * Defines the table map between a Dataverse table and a Finance data entity:
 *
 * ```ts
 * export default defineTableMap('msdyn_project', 'ProjProjectV2Entity', ({ toFinance }) => ({
 *   name: 'Projects V2',
 *   fields: [toFinance('msdyn_subject', 'ProjectName', 'inferred')],
 *   …
 * }));
 * ```
 *
 * A column or property that does not exist, two types that do not convert and a key property that nothing fills do not
 * compile; what types cannot tell is checked here.
 *
 * @throws TableMapError naming everything that is wrong with it.
 */
export function defineTableMap<
  Table extends TableName,
  Entity extends EntityName,
  const Identity extends TableMap['identity'],
  const Fields extends readonly Field[],
  const Open extends readonly OpenPair[] = readonly [],
>(
  table: Table,
  entity: Entity,
  describe: (
    builder: FieldBuilder<Table, Entity>,
  ) => MapDescription<Table, Entity, Identity, Fields & WithKey<Entity, Identity, Fields, Open>, Open>,
): TableMap {
  const { setEvidence, toFinance, toDataverse, expects, openPairs, open, ...rest } = describe(
    fieldBuilder(table, entity),
  );
  const { set, id } = dataverseTable(table);
  const finance = financeEntity(entity);
  const map: TableMap = {
    ...rest,
    dataverse: { table, set, id },
    finance: {
      entity,
      set: finance.set,
      setEvidence,
      key: Object.fromEntries(finance.key.map((property) => [property, keyType(entity, property)])),
      ...(finance.company === undefined ? {} : { company: finance.company }),
    },
    ...(toFinance === undefined
      ? {}
      : {
          toFinance: {
            ...toFinance,
            target: toFinance.target ?? 'upsert',
            references: toFinance.references ?? [],
          },
        }),
    ...(toDataverse === undefined
      ? {}
      : {
          toDataverse: {
            ...toDataverse,
            findBy: toDataverse.findBy ?? [],
            references: toDataverse.references ?? [],
            leaves: toDataverse.leaves ?? [],
          },
        }),
    expects: expects ?? [],
    openPairs: openPairs ?? [],
    open: open ?? [],
  };
  checkTableMap(map);
  return map;
}

function keyType(entity: string, property: string): FinanceType {
  const found = financeEntity(entity).properties[property];
  if (found === undefined)
    throw new Error(`The key of ${entity} names ${property}, which is no property of it.`);
  return financeTypeOf(found);
}
