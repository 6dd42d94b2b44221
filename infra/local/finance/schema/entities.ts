import type { Entity } from './entity.ts';
import { contractLines } from './contract-lines.ts';
import { estimates } from './estimates.ts';
import { estimatesActuals } from './estimates-actuals.ts';
import { expense } from './expense.ts';
import { masterData } from './master-data.ts';
import { milestones } from './milestones.ts';
import { projectInvoice } from './project-invoice.ts';
import { resources } from './resources.ts';
import { setupConfiguration } from './setup-configuration.ts';
import { subcontractPurchaseOrder } from './subcontract-purchase-order.ts';
import { vendorInvoice } from './vendor-invoice.ts';

/** All data entities of the sandbox, by set name. */
export const entities: ReadonlyMap<string, Entity> = new Map(
  [
    ...setupConfiguration,
    ...contractLines,
    ...milestones,
    ...resources,
    ...estimates,
    ...estimatesActuals,
    ...projectInvoice,
    ...expense,
    ...vendorInvoice,
    ...subcontractPurchaseOrder,
    ...masterData,
  ].map((entity) => [entity.set, entity]),
);
