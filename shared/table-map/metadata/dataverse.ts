import type { DataverseTable } from './column-types.ts';
import { estimatesActuals } from './dataverse-tables/estimates-actuals.ts';
import { expense } from './dataverse-tables/expense.ts';
import { projectInvoice } from './dataverse-tables/project-invoice.ts';
import { referenceOnly } from './dataverse-tables/reference-only.ts';
import { setupConfiguration } from './dataverse-tables/setup-configuration.ts';
import { subcontractPurchaseOrder } from './dataverse-tables/subcontract-purchase-order.ts';
import { vendorInvoice } from './dataverse-tables/vendor-invoice.ts';

/**
 * The Dataverse tables that our maps touch, with the columns that they use. Names come from the exported actuals map,
 * Microsoft's screenshots, the Common Data Model and the mapping references; those that no public source confirms say so
 * beside them. Types that no source prints are those of the Common Data Model or, failing that, of the column's meaning.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-maps
 */
export const dataverseTables = {
  ...setupConfiguration,
  ...estimatesActuals,
  ...projectInvoice,
  ...expense,
  ...vendorInvoice,
  ...subcontractPurchaseOrder,
  ...referenceOnly,
} as const satisfies Readonly<Record<string, DataverseTable>>;

type BuiltInTables = typeof dataverseTables;

/** Tables by name. A map file of an installation adds its own by declaring this interface once more. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface can be declared again, a type cannot
export interface DataverseTables extends BuiltInTables {}
