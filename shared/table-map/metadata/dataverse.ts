import type { DataverseTable } from './column-types.ts';

const state = { statecode: 'choice', statuscode: 'choice' } as const;
const currency = { transactioncurrencyid: { lookup: ['transactioncurrency'] } } as const;
/** On project tables. Assumed on salesorder, msdyn_project, msdyn_actual, invoice, expense categories and vendor invoices. */
const owningCompany = { msdyn_owningcompany: { lookup: ['cdm_company'] } } as const;

/**
 * The Dataverse tables that our maps touch, with the columns that they use. Names come from the exported actuals map,
 * Microsoft's screenshots, the Common Data Model and the mapping references; `assumed` marks those that no public source
 * confirms. Types that no source prints are those of the Common Data Model or, failing that, of the column's meaning.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-maps
 */
export const dataverseTables = {
  salesorder: {
    set: 'salesorders',
    id: 'salesorderid',
    columns: {
      salesorderid: 'guid',
      name: 'text',
      msdyn_salesordernumber: 'text',
      msdyn_ordertype: 'choice',
      customerid_account: { lookup: ['account'], column: 'customerid' },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
  msdyn_project: {
    set: 'msdyn_projects',
    id: 'msdyn_projectid',
    columns: {
      msdyn_projectid: 'guid',
      msdyn_projectnumber: 'text',
      msdyn_subject: 'text',
      msdyn_description: 'text',
      msdyn_scheduledstart: 'user-local',
      msdyn_finish: 'user-local',
      msdyn_tzascheduledstart: 'time-zone-independent',
      msdyn_tzafinish: 'time-zone-independent',
      msdyn_actualstart: 'user-local',
      msdyn_actualend: 'user-local',
      msdyn_salesorderid: { lookup: ['salesorder'] },
      msdyn_customer: { lookup: ['account'] },
      ...owningCompany,
      ...state,
    },
  },
  msdyn_projecttask: {
    set: 'msdyn_projecttasks',
    id: 'msdyn_projecttaskid',
    columns: {
      msdyn_projecttaskid: 'guid',
      msdyn_activitynumber: 'text',
      msdyn_subject: 'text',
      msdyn_outlinelevel: 'integer',
      msdyn_displaysequence: 'decimal',
      msdyn_islinetask: 'boolean',
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_parenttask: { lookup: ['msdyn_projecttask'] },
      ...state,
    },
  },
  msdyn_projectcontractsplitbillingrule: {
    set: 'msdyn_projectcontractsplitbillingrules',
    id: 'msdyn_projectcontractsplitbillingruleid',
    columns: {
      msdyn_projectcontractsplitbillingruleid: 'guid',
      msdyn_projectcontractsplitbillingrulenumber: 'text',
      msdyn_projectcontractid: { lookup: ['salesorder'] },
    },
  },
  msdyn_actual: {
    set: 'msdyn_actuals',
    id: 'msdyn_actualid',
    columns: {
      msdyn_actualid: 'guid',
      msdyn_actualimportid: 'text',
      msdyn_transactiontypecode: 'choice',
      msdyn_transactionclassification: 'choice',
      msdyn_billingtype: 'choice',
      msdyn_billingstatus: 'choice',
      msdyn_adjustmentstatus: 'choice',
      msdyn_isjournalized: 'boolean',
      msdyn_skipsync: 'boolean', // assumed: "Skip Sync (internal use only)" without its logical name
      msdyn_istransition: 'boolean', // type assumed
      msdyn_transactiondate: 'time-zone-independent',
      msdyn_accountingdate: 'user-local',
      msdyn_startdatetime: 'user-local',
      msdyn_enddatetime: 'user-local',
      msdyn_exchangeratedate: 'user-local',
      msdyn_quantity: 'decimal',
      msdyn_price: 'money',
      msdyn_amount: 'money',
      msdyn_description: 'text',
      msdyn_externaldescription: 'text',
      msdyn_externalreferenceid: 'text',
      msdyn_externaloriginreference: 'text',
      msdyn_nameofbookableresource: 'text',
      msdyn_valueofsalescontractline: 'text',
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_task: { lookup: ['msdyn_projecttask'] },
      msdyn_projectcontractsplitbillingrule: { lookup: ['msdyn_projectcontractsplitbillingrule'] },
      msdyn_invoice: { lookup: ['invoice'] },
      msdyn_product: { lookup: ['product'] },
      msdyn_unit: { lookup: ['uom'] },
      msdyn_transactioncategory: { lookup: ['msdyn_transactioncategory'] },
      msdyn_bookableresource: { lookup: ['bookableresource'] },
      msdyn_vouchernumber: 'text',
      msdyn_accountingamount: 'decimal',
      msdyn_accountexchangerate: 'decimal',
      msdyn_accountingtaxamount: 'decimal',
      // Ours, for environments that refuse the four above.
      posync_vouchernumber: 'text',
      posync_accountingamount: 'decimal',
      posync_exchangerate: 'decimal',
      posync_salestaxamount: 'decimal',
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
  msdyn_transactionconnection: {
    set: 'msdyn_transactionconnections',
    id: 'msdyn_transactionconnectionid',
    columns: {
      msdyn_transactionconnectionid: 'guid',
      msdyn_transaction1: 'text',
      msdyn_transaction1role: 'text',
      msdyn_transaction1type: 'text',
      msdyn_transaction2: 'text',
      msdyn_transaction2role: 'text',
      msdyn_transaction2type: 'text',
    },
  },
  invoice: {
    set: 'invoices',
    id: 'invoiceid',
    columns: {
      invoiceid: 'guid',
      msdyn_invoicenumber: 'text',
      msdyn_projectinvoicestatus: 'choice',
      salesorderid: { lookup: ['salesorder'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
  msdyn_expensecategory: {
    set: 'msdyn_expensecategories',
    id: 'msdyn_expensecategoryid',
    columns: {
      msdyn_expensecategoryid: 'guid',
      msdyn_name: 'text',
      msdyn_expensetype: 'choice',
      msdyn_expensecategoryuid: { lookup: ['msdyn_transactioncategory'] },
      ...owningCompany,
      ...state,
    },
  },
  msdyn_expense: {
    set: 'msdyn_expenses',
    id: 'msdyn_expenseid',
    columns: {
      msdyn_expenseid: 'guid',
      msdyn_transactiondate: 'time-zone-independent', // type assumed
      msdyn_quantity: 'decimal',
      msdyn_amount: 'money',
      msdyn_salestaxamount: 'money',
      msdyn_totalamount: 'money',
      msdyn_externaldescription: 'text',
      msdyn_expensestatus: 'choice',
      msdyn_billingtype: 'choice', // assumed
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_task: { lookup: ['msdyn_projecttask'] }, // assumed
      msdyn_expensecategory: { lookup: ['msdyn_expensecategory'] },
      ...currency,
      ...state,
    },
  },
  msdyn_projectvendorinvoice: {
    set: 'msdyn_projectvendorinvoices',
    id: 'msdyn_projectvendorinvoiceid',
    columns: {
      msdyn_projectvendorinvoiceid: 'guid',
      msdyn_name: 'text',
      msdyn_vendorinvoicenumber: 'text',
      msdyn_description: 'text',
      msdyn_invoicedate: 'time-zone-independent', // type assumed
      msdyn_enableautomaticconfirmation: 'boolean',
      msdyn_hasexternalorigin: 'boolean',
      msdyn_vendor: { lookup: ['account'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },
  msdyn_projectvendorinvoiceline: {
    set: 'msdyn_projectvendorinvoicelines',
    id: 'msdyn_projectvendorinvoicelineid',
    columns: {
      msdyn_projectvendorinvoicelineid: 'guid',
      msdyn_externalinvoiceline: 'text',
      msdyn_description: 'text',
      msdyn_quantity: 'decimal',
      msdyn_price: 'money',
      msdyn_billingtype: 'choice',
      msdyn_transactionclassification: 'choice',
      msdyn_vendorinvoice: { lookup: ['msdyn_projectvendorinvoice'] },
      msdyn_project: { lookup: ['msdyn_project'] },
      msdyn_task: { lookup: ['msdyn_projecttask'] }, // assumed
      msdyn_unit: { lookup: ['uom'] },
      msdyn_product: { lookup: ['product'] },
      msdyn_transactioncategory: { lookup: ['msdyn_transactioncategory'] },
      msdyn_resourcecategory: { lookup: ['bookableresourcecategory'] },
      ...currency,
      ...owningCompany,
      ...state,
    },
  },

  // Kept by native dual-write or by Dataverse itself; we only refer to them.
  account: {
    set: 'accounts',
    id: 'accountid',
    columns: { accountid: 'guid', accountnumber: 'text', msdyn_company: { lookup: ['cdm_company'] } },
  },
  cdm_company: {
    set: 'cdm_companies',
    id: 'cdm_companyid',
    columns: { cdm_companyid: 'guid', cdm_companycode: 'text' },
  },
  transactioncurrency: {
    set: 'transactioncurrencies',
    id: 'transactioncurrencyid',
    columns: { transactioncurrencyid: 'guid', isocurrencycode: 'text' },
  },
  uom: { set: 'uoms', id: 'uomid', columns: { uomid: 'guid', msdyn_symbol: 'text' } },
  product: { set: 'products', id: 'productid', columns: { productid: 'guid', msdyn_productnumber: 'text' } },
  bookableresource: {
    set: 'bookableresources',
    id: 'bookableresourceid',
    columns: { bookableresourceid: 'guid' },
  },
  bookableresourcecategory: {
    set: 'bookableresourcecategories',
    id: 'bookableresourcecategoryid',
    columns: { bookableresourcecategoryid: 'guid', msdyn_resourcecategorynumber: 'text' },
  },
  msdyn_transactioncategory: {
    set: 'msdyn_transactioncategories',
    id: 'msdyn_transactioncategoryid',
    columns: { msdyn_transactioncategoryid: 'guid', msdyn_transactioncategorynumber: 'text' },
  },
} as const satisfies Readonly<Record<string, DataverseTable>>;

export type DataverseTables = typeof dataverseTables;
