/** A table that native dual-write keeps: how its rows are named on both sides, and whom to ask for one that is missing. */
export interface ReferenceTable {
  /** As a person calls it. */
  readonly what: string;
  /** Finance data entity and the key property that holds the name; the company is added where the set has one. */
  readonly finance: { readonly entity: string; readonly property: string };
  /** Dataverse table. */
  readonly dataverse: string;
  /** Native map that brings it. */
  readonly nativeMap: string;
  readonly ask: 'an administrator' | 'an accountant' | 'the human resources administrator';
}

/**
 * Reference-only tables. We look their rows up and never write them.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-maps
 */
export const referenceTables = {
  unit: {
    what: 'unit of measure',
    finance: { entity: 'UnitOfMeasureEntity', property: 'UnitSymbol' },
    dataverse: 'uom',
    nativeMap: 'Units',
    ask: 'an administrator',
  },
  product: {
    what: 'released product',
    finance: { entity: 'EcoResReleasedDistinctProductCDSEntity', property: 'ProductNumber' },
    dataverse: 'product',
    nativeMap: 'CDS released distinct products',
    ask: 'an administrator',
  },
  customer: {
    what: 'customer',
    finance: { entity: 'CustCustomerV3Entity', property: 'CustomerAccount' },
    dataverse: 'account',
    nativeMap: 'Customers V3',
    ask: 'an accountant',
  },
  vendor: {
    what: 'vendor',
    finance: { entity: 'VendVendorV2Entity', property: 'VendorAccountNumber' },
    dataverse: 'account',
    nativeMap: 'Vendors V2',
    ask: 'an accountant',
  },
  worker: {
    what: 'worker',
    finance: { entity: 'HcmWorkerEntity', property: 'PersonnelNumber' },
    dataverse: 'cdm_worker',
    nativeMap: 'Worker',
    ask: 'the human resources administrator',
  },
} as const satisfies Readonly<Record<string, ReferenceTable>>;

export type ReferenceTableName = keyof typeof referenceTables;
