import type { Assumption } from './assumption.ts';
import { documentMaps, mapNames } from './map-names.ts';

/** What the two systems do with rows, and who does it. */
export const ofProcesses = {
  'platform-says-sign-in': {
    says: 'Azure puts WEBSITE_AUTH_ENABLED=True into the environment exactly when App Service authentication is on, and then removes principal headers that come from outside.',
    usedBy: ['functions/support/access/signed-in.ts'],
    sure: 'likely',
    because:
      'The header is documented as the platform’s own; the variable is known from practice, and no page of the facts prints it.',
    settledBy: {
      look: 'npm run doctor with SUPPORT_URL, with the authentication on and with it off: its line sign-in must not be WRONG.',
    },
    default: 'Without the variable nobody is signed in: the console answers 401.',
    otherwise: { kind: 'code', where: 'shared/settings/support-settings.ts: platformSignsIn' },
  },
  'finance-form-address': {
    says: 'Finance opens the form of a menu item, in a legal entity, at the address /?cmp=COMPANY&mi=MENUITEM.',
    usedBy: ['shared/support/record-links.ts'],
    sure: 'likely',
    because:
      'Microsoft documents that its URL generator makes links to forms by menu item; both names are known from practice, and no page of the facts prints them.',
    settledBy: {
      look: 'Name a menu item in SUPPORT_FINANCE_FORMS and follow the link of a record to Finance: that form must open, in the company of the record.',
    },
    default: 'Without the setting the link carries cmp alone and opens the start page.',
    otherwise: { kind: 'code', where: 'shared/support/record-links.ts: inFinance' },
  },
  'write-back-columns': {
    says: 'Our user may change voucher, accounting amount, rate and tax in the standard columns of actuals.',
    usedBy: [mapNames.actuals],
    sure: 'open',
    because: 'A fix of 2025 (4789560) lets only the dual-write process change them, where it is installed.',
    settledBy: { probe: 'write-back' },
    default: 'WRITE_BACK=standard.',
    otherwise: { kind: 'setting', name: 'WRITE_BACK', asAssumed: 'standard', value: 'custom' },
  },
  'write-back-refusal-text': {
    says: 'The refusal of that fix says that the field can only be changed by the dual-write process, and names it.',
    usedBy: ['shared/dataverse/refusals.ts', 'shared/dataverse/field-of.ts'],
    sure: 'guess',
    because: 'The words are those of the release note; the text of the refusal is not public.',
    settledBy: { probe: 'write-back' },
    default: 'The text has the cause "write-back-refused" and says what to set.',
    otherwise: { kind: 'code', where: 'shared/dataverse/refusals.ts: the pattern' },
  },
  'expense-approved': {
    says: 'An expense that our user makes as Submitted is approved by itself and becomes an actual.',
    usedBy: [mapNames.expenses],
    sure: 'likely',
    because: 'The approval of expenses from Finance is documented; that it asks not who made them is not.',
    settledBy: { probe: 'expense-approval' },
    default: 'An expense that is not approved within an hour is listed as open.',
    accepts: [{ map: mapNames.expenses, line: 'msdyn_expensestatus' }],
    otherwise: { kind: 'maps-off', maps: [mapNames.expenses] },
  },
  'vendor-invoice-approved': {
    says: 'A vendor invoice of our user with automatic confirmation is confirmed by itself and its lines become cost actuals.',
    usedBy: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
    sure: 'likely',
    because: 'The automatic confirmation is documented; that it asks not who made the invoice is not.',
    settledBy: { probe: 'vendor-invoice-approval' },
    default: 'Header and lines are written first, the flag last.',
    otherwise: { kind: 'maps-off', maps: documentMaps.vendorInvoice },
  },
  'automatic-confirmation': {
    says: 'msdyn_enableautomaticconfirmation true confirms a vendor invoice by itself, and false leaves it as a draft.',
    usedBy: [mapNames.vendorInvoices],
    sure: 'likely',
    because: 'The name says so.',
    settledBy: { probe: 'vendor-invoice-approval' },
    default: 'The flag is sent when all lines are there.',
    otherwise: {
      kind: 'code',
      where: 'functions/vendor-invoice/vendor-invoice-headers-v2.map.ts: values of SubcontractInvoice',
    },
  },
  'subcontract-invoice-polarity': {
    says: 'Invoices of subcontracts are verified by the project manager, and all others confirm themselves.',
    usedBy: [mapNames.vendorInvoices],
    sure: 'open',
    because: 'That SubcontractInvoice fills the flag is documented, which of its values does is not.',
    settledBy: {
      look: "The value map of this pair in the environment's own map (`npm run maps -- import --environment` shows it), or one posted invoice of each kind that dual-write brought.",
    },
    default: 'SubcontractInvoice No sends true, Yes sends false.',
    accepts: [{ map: mapNames.vendorInvoices, line: 'msdyn_enableautomaticconfirmation' }],
    otherwise: {
      kind: 'code',
      where: 'functions/vendor-invoice/vendor-invoice-headers-v2.map.ts: values of SubcontractInvoice',
    },
  },
  'contract-number': {
    says: 'A contract has its number (msdyn_salesordernumber) in Dataverse before it crosses, and Finance takes it.',
    usedBy: [mapNames.contracts],
    sure: 'open',
    because: 'The pair is known, who numbers is not published.',
    settledBy: { probe: 'numbering' },
    default: 'A contract without a number waits for it.',
    otherwise: { kind: 'maps-off', maps: [mapNames.contracts] },
  },
  'project-number': {
    says: 'A project has its number (msdyn_projectnumber) in Dataverse before it crosses, and Finance takes it.',
    usedBy: [mapNames.projects],
    sure: 'open',
    because: 'The pair is known, who numbers is not published.',
    settledBy: { probe: 'numbering' },
    default: 'A project without a number waits for it.',
    otherwise: { kind: 'maps-off', maps: [mapNames.projects] },
  },
  'activity-number': {
    says: 'A task has its number (msdyn_activitynumber) in Dataverse before it crosses, and Finance takes it.',
    usedBy: [mapNames.tasks],
    sure: 'guess',
    because:
      'It looks like the number of a Finance sequence that comes back; who numbers first is not published.',
    settledBy: { probe: 'numbering' },
    default: 'A task without a number waits for it.',
    otherwise: { kind: 'maps-off', maps: [mapNames.tasks] },
  },
  'posted-expense-predicate': {
    says: 'ProjCostTransExists is 1 on posted expenses and 0 on drafts.',
    usedBy: [mapNames.expenses],
    sure: 'open',
    because:
      'The name says that a project transaction exists; whether the export holds drafts at all is not published.',
    settledBy: { probe: 'posted-expenses' },
    default: 'Only rows with 1 and a project cross.',
    accepts: [{ map: mapNames.expenses, line: 'posted' }],
    otherwise: { kind: 'code', where: 'functions/expense/expenses.map.ts: posted' },
  },
  'posted-vendor-invoice-predicate': {
    says: 'A posted vendor invoice has no TableRefId, and ProjItemTransExists is 1 on its lines.',
    usedBy: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
    sure: 'guess',
    because:
      'TableRefId is the key of the tables of pending invoices; whether the export holds pending ones is not published.',
    settledBy: {
      look: 'In a test company: save a vendor invoice with project lines without posting it, and look at VendInvoiceExportsV2 and ProjVendInvoiceLinesExportEntity for it; post it, and look again which of the two columns turned.',
    },
    default: 'Only headers without TableRefId and lines with 1 cross.',
    accepts: [
      { map: mapNames.vendorInvoices, line: 'posted' },
      { map: mapNames.vendorInvoiceLines, line: 'posted' },
    ],
    otherwise: { kind: 'code', where: 'functions/vendor-invoice: posted of both maps' },
  },
  'intercompany-vendor-invoices': {
    says: 'A vendor invoice that Finance made from an intercompany customer invoice is known by its vendor, which stands for a legal entity.',
    usedBy: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
    sure: 'open',
    because: 'No property of the export is published that tells them from others.',
    settledBy: {
      look: 'In a test company: post an intercompany customer invoice, and compare the vendor invoice that comes of it with another one of the same vendor, property by property.',
    },
    default: 'Invoices of the vendors that COMPANIES names as intercompanyVendors do not cross.',
    otherwise: { kind: 'code', where: 'functions/vendor-invoice: exceptVendors of both maps' },
  },
  'invoice-tax': {
    says: 'The tax of a customer invoice is the sum of SalesTaxAmount over its posted billed sales.',
    usedBy: [mapNames.invoiceResults],
    sure: 'likely',
    because:
      'Posting writes the tax of each staged actual back; rounding of the whole invoice is not published.',
    settledBy: {
      look: 'Compare the tax of some posted project invoices, with several lines and tax codes, with posync_invoicetaxamount of their proformas.',
    },
    default: 'The sum is written to posync_invoicetaxamount.',
    accepts: [{ map: mapNames.invoiceResults, line: 'posync_invoicetaxamount' }],
    otherwise: { kind: 'maps-off', maps: [mapNames.invoiceResults] },
  },
  'operation-id': {
    says: 'Two deliveries of one asynchronous notification of Dataverse carry one OperationId, two notifications never do.',
    usedBy: ['shared/dataverse/execution-context-key.ts'],
    sure: 'likely',
    because: 'It is the id of the system job; that a second attempt keeps it is not documented.',
    settledBy: {
      look: 'Have an endpoint answer 503 once and compare the OperationId of both attempts.',
    },
    default: 'A second attempt is recognised by it; another id would only cost a read.',
    otherwise: { kind: 'code', where: 'shared/dataverse/execution-context-key.ts' },
  },
  'actual-of-line': {
    says: 'The cost actual of an expense or vendor invoice line repeats its project, task, day, amount, currency and classification.',
    usedBy: ['shared/close-check/cost-actuals.ts', 'shared/close-check/flow.ts'],
    sure: 'open',
    because:
      'That each line becomes an actual is documented; no published column leads from the one to the other.',
    settledBy: {
      look: 'Compare a few expenses and vendor invoice lines with their actuals in Dataverse, above all where tax is on the line.',
    },
    default: 'The close check pairs each line with one such actual; equal lines are counted.',
    otherwise: { kind: 'code', where: 'shared/close-check/flow.ts' },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
