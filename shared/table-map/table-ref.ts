import type { DataverseType, FinanceType } from './table-map.ts';

/** A table of one system as it is addressed over OData; everything an adapter needs to know about it. */
export interface TableRef {
  /** Dataverse logical name (`msdyn_project`) or Finance entity name (`ProjProjectV2Entity`). */
  readonly table: string;
  /** OData set: `msdyn_projects`, `ProjectsV2`. */
  readonly set: string;
  /** Key columns and their types; one guid column for Dataverse. */
  readonly key: Readonly<Record<string, DataverseType | FinanceType>>;
  /** Types of all columns that are read, filtered or written (by column name or look-up path). */
  readonly columns: Readonly<Record<string, DataverseType | FinanceType>>;
}
