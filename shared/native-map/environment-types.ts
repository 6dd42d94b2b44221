import type { DataverseColumn, FinanceProperty } from '../table-map/metadata/column-types.ts';

/** What an environment says of its own columns; asked only for what our metadata does not know. */
export interface EnvironmentTypes {
  /** A column of a Dataverse table, by logical names; undefined when it is not there, or of a kind that we cannot handle. */
  columnOf(table: string, column: string): Promise<DataverseColumn | undefined>;
  /** A property of a Finance entity set whatever its case, as OData spells it; undefined as above. */
  propertyOf(
    set: string,
    name: string,
  ): Promise<{ readonly name: string; readonly property: FinanceProperty } | undefined>;
}
