import type { Action } from './action.ts';
import { archivePostedActuals } from './archive-posted-actuals.ts';
import { createCustomer, setExchangeRate, setLineProperty, setPeriod } from './configure.ts';
import { createExpenseReport } from './create-expense-report.ts';
import { createVendorInvoice } from './create-vendor-invoice.ts';
import { importEstimates } from '../forecasts/import-estimates.ts';
import { importFromStaging } from './import-from-staging.ts';
import { postExpenseReport } from './post-expense-report.ts';
import { postIntegrationJournal } from './post-integration-journal.ts';
import { postInvoiceProposal } from './post-invoice-proposal.ts';
import { postVendorInvoice } from './post-vendor-invoice.ts';
import { setIntercompany } from './set-intercompany.ts';
import { setVendorInvoiceParameters } from './set-vendor-invoice-parameters.ts';

/** What people do in Finance, by the name in `POST /sandbox/actions/{name}`. */
export const actions: Readonly<Record<string, Action>> = {
  'import-from-staging': importFromStaging,
  'import-estimates': importEstimates,
  'post-integration-journal': postIntegrationJournal,
  'post-invoice-proposal': postInvoiceProposal,
  'archive-posted-actuals': archivePostedActuals,
  'create-expense-report': createExpenseReport,
  'post-expense-report': postExpenseReport,
  'create-vendor-invoice': createVendorInvoice,
  'post-vendor-invoice': postVendorInvoice,
  'set-line-property': setLineProperty,
  'set-period': setPeriod,
  'set-exchange-rate': setExchangeRate,
  'set-intercompany': setIntercompany,
  'set-vendor-invoice-parameters': setVendorInvoiceParameters,
  'create-customer': createCustomer,
};
