import type { DataverseColumn, FinanceProperty } from '../table-map/metadata/column-types.ts';

/** What an environment says of its own columns; asked only for what our metadata does not know. */
export interface EnvironmentTypes {
  /** Columns of a Dataverse table by logical name; a column of a kind that we cannot handle is not among them. */
  columnsOf(table: string): Promise<Readonly<Record<string, DataverseColumn>>>;
  /** Properties of a Finance entity set as OData spells them; those of a kind that we cannot handle are not among them. */
  propertiesOf(set: string): Promise<Readonly<Record<string, FinanceProperty>>>;
}
