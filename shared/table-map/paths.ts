import type { LookupColumn } from './metadata/column-types.ts';
import type { DataverseType, FinanceType } from './table-map.ts';
import type { dataverseTakes } from './to-dataverse-value.ts';
import type { financeTakes } from './to-finance-value.ts';
import type { DataverseTables } from './metadata/dataverse.ts';
import type { FinanceEntities } from './metadata/finance.ts';

/** Dataverse tables that our metadata knows. */
export type TableName = keyof DataverseTables;

/** Columns of a table, look-ups included. */
export type ColumnName<Table extends TableName> = keyof DataverseTables[Table]['columns'] & string;

/** Look-up columns of a table. */
export type LookupName<Table extends TableName> = {
  [Column in ColumnName<Table>]: DataverseTables[Table]['columns'][Column] extends LookupColumn
    ? Column
    : never;
}[ColumnName<Table>];

type TargetOf<Table extends TableName, Lookup> = Lookup extends keyof DataverseTables[Table]['columns']
  ? DataverseTables[Table]['columns'][Lookup] extends {
      readonly lookup: readonly [infer Target extends TableName];
    }
    ? Target
    : never
  : never;

/** A column, or a path over at most three look-ups: `msdyn_project.msdyn_owningcompany.cdm_companycode`. */
export type Path<Table extends TableName, Depth extends readonly 0[] = [0, 0, 0]> =
  | ColumnName<Table>
  | (Depth extends readonly [0, ...infer Less extends readonly 0[]]
      ? {
          [Lookup in LookupName<Table>]: `${Lookup}.${Path<TargetOf<Table, Lookup>, Less>}`;
        }[LookupName<Table>]
      : never);

/** Finance data entities that our metadata knows, by physical name. */
export type EntityName = keyof FinanceEntities;

export type PropertyName<Entity extends EntityName> = keyof FinanceEntities[Entity]['properties'] & string;

/** Members of an enum property; nothing for other types. */
export type MemberOf<
  Entity extends EntityName,
  Property,
> = Property extends keyof FinanceEntities[Entity]['properties']
  ? FinanceEntities[Entity]['properties'][Property] extends {
      readonly enum: readonly (infer Member extends string)[];
    }
    ? Member
    : never
  : never;

/** Type of the column at the end of a path. */
export type TypeAt<Table extends TableName, P extends string> =
  P extends ColumnName<Table>
    ? DataverseTables[Table]['columns'][P] extends infer Column
      ? Column extends LookupColumn
        ? 'lookup'
        : Extract<Column, DataverseType>
      : never
    : P extends `${infer Lookup}.${infer Rest}`
      ? TypeAt<TargetOf<Table, Lookup>, Rest>
      : never;

type FinanceTypeAt<
  Entity extends EntityName,
  Property,
> = Property extends keyof FinanceEntities[Entity]['properties']
  ? FinanceEntities[Entity]['properties'][Property] extends infer Found
    ? Found extends FinanceType
      ? Found
      : 'enum'
    : never
  : never;

/** Properties that can take a value of this Dataverse type. */
export type PropertyTaking<Entity extends EntityName, From extends DataverseType> = {
  [Property in PropertyName<Entity>]: From extends (typeof financeTakes)[FinanceTypeAt<
    Entity,
    Property
  >][number]
    ? Property
    : never;
}[PropertyName<Entity>];

/** Properties whose value a Dataverse column of this type, or the end of a path, can take. */
export type PropertyFor<Entity extends EntityName, To extends DataverseType> = {
  [Property in PropertyName<Entity>]: FinanceTypeAt<
    Entity,
    Property
  > extends (typeof dataverseTakes)[To][number]
    ? Property
    : never;
}[PropertyName<Entity>];

/** Key properties of an entity. */
export type KeyProperty<Entity extends EntityName> = FinanceEntities[Entity]['key'][number] & string;
