import type { Accounting } from '../accounting/accounting.ts';
import { billingRules } from './billing-rules.ts';
import { estimateProjects } from './estimate-projects.ts';
import { forecasts } from './forecasts.ts';
import { importedActuals } from './imported-actuals.ts';
import { intercompanyVendorInvoices } from './intercompany-vendor-invoices.ts';
import { onAccountTransactions } from './on-account-transactions.ts';
import { paymentHolds } from './payment-holds.ts';
import { resourceRoles } from './resource-roles.ts';
import { sharedCategories } from './shared-categories.ts';
import type { TableRow } from './table-row.ts';

/** What Finance makes of the rows and has no public set for, by the name in `GET /sandbox/tables/{name}`. */
export const tables: ReadonlyMap<string, (accounting: Accounting) => readonly TableRow[]> = new Map([
  ['BillingRules', billingRules],
  ['SharedCategories', sharedCategories],
  ['ResourceRoles', resourceRoles],
  ['OnAccountTransactions', onAccountTransactions],
  ['EstimateProjects', estimateProjects],
  ['Forecasts', forecasts],
  ['ImportedActuals', importedActuals],
  ['PaymentHolds', paymentHolds],
  ['IntercompanyVendorInvoices', intercompanyVendorInvoices],
]);
