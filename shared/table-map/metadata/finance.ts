import type { FinanceEntity } from './column-types.ts';
import { estimatesActuals } from './finance-entities/estimates-actuals.ts';
import { expense } from './finance-entities/expense.ts';
import { projectInvoice } from './finance-entities/project-invoice.ts';
import { referenceOnly } from './finance-entities/reference-only.ts';
import { setupConfiguration } from './finance-entities/setup-configuration.ts';
import { subcontractPurchaseOrder } from './finance-entities/subcontract-purchase-order.ts';
import { vendorInvoice } from './finance-entities/vendor-invoice.ts';

/**
 * The Finance data entities that our maps touch, by physical name. Sets, keys, properties and enum members come from a
 * real `$metadata` (April 2025); it prints Date and UtcDateTime alike, so which of the two a date is follows from its
 * meaning: assumed(finance-date-kinds). What that metadata does not hold says so beside it.
 */
export const financeEntities = {
  ...setupConfiguration,
  ...estimatesActuals,
  ...projectInvoice,
  ...expense,
  ...vendorInvoice,
  ...subcontractPurchaseOrder,
  ...referenceOnly,
} as const satisfies Readonly<Record<string, FinanceEntity>>;

type BuiltInEntities = typeof financeEntities;

/** Data entities by physical name. A map file of an installation adds its own by declaring this interface once more. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface can be declared again, a type cannot
export interface FinanceEntities extends BuiltInEntities {}
