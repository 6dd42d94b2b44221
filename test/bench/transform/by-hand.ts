import { createHash } from 'node:crypto';
import Big from 'big.js';
import { LosslessNumber, parse } from 'lossless-json';

interface Actual {
  readonly [column: string]: string | boolean | LosslessNumber | null | Actual;
}

const transactionTypes: Readonly<Record<string, string>> = {
  192350000: 'Cost',
  192350005: 'Sales',
  192350006: 'BilledSales',
  192350007: 'ResourcingUnitCost',
  192350008: 'InterOrgSales',
};
const billingTypes: Readonly<Record<string, string>> = {
  192350000: 'NonChargeable',
  192350001: 'Chargeable',
  192350002: 'Complimentary',
  192350003: 'NotAvailable',
};

/** What somebody writes who needs this one map, knows its columns by heart, and rounds no number either. */
export function byHand(text: string): string {
  const [row] = (parse(text) as { readonly value: readonly Actual[] }).value;
  if (row === undefined) throw new Error('The answer holds no row.');
  const project = below(row, 'msdyn_Project');
  const rule = below(row, 'msdyn_ProjectContractSplitBillingRule');
  // In the order in which the hash takes them.
  const columns = [
    ['AccountingDate', day(row['msdyn_accountingdate'])],
    ['ActualId', row['msdyn_actualid']],
    ['ActualsImportId', row['msdyn_actualimportid'] ?? row['msdyn_actualid']],
    ['AdjustmentStatus', number(row['msdyn_adjustmentstatus'])],
    ['Amount', number(row['msdyn_amount'])],
    ['BillingStatusId', number(row['msdyn_billingstatus'])],
    ['BillingType', billingTypes[option(row['msdyn_billingtype'])]],
    ['BookableResourceName', row['msdyn_nameofbookableresource'] ?? ''],
    ['ContractId', below(rule, 'msdyn_ProjectContractId')?.['msdyn_salesordernumber'] ?? ''],
    ['ContractLineId', row['msdyn_valueofsalescontractline'] ?? ''],
    ['Description', row['msdyn_description'] ?? ''],
    ['DocumentDate', day(row['msdyn_transactiondate'])],
    ['EndDate', instant(row['msdyn_enddatetime'])],
    ['ExchangeRateDate', day(row['msdyn_exchangeratedate'])],
    ['ExternalDescription', row['msdyn_externaldescription'] ?? ''],
    ['ExternalOriginReference', row['msdyn_externaloriginreference'] ?? ''],
    ['ExternalReference', row['msdyn_externalreferenceid'] ?? ''],
    ['FundingSource', rule?.['msdyn_projectcontractsplitbillingrulenumber'] ?? ''],
    ['InvoiceProposalId', below(row, 'msdyn_Invoice')?.['msdyn_invoicenumber'] ?? ''],
    ['IsJournalized', row['msdyn_isjournalized'] === true ? 'Yes' : 'No'],
    ['ProductNumber', below(row, 'msdyn_Product')?.['msdyn_productnumber'] ?? ''],
    ['ProjectDataAreaId', below(project, 'msdyn_OwningCompany')?.['cdm_companycode'] ?? ''],
    ['ProjectId', project?.['msdyn_projectnumber'] ?? ''],
    ['Quantity', number(row['msdyn_quantity'])],
    ['ResourceId', row['_msdyn_bookableresource_value'] ?? '00000000-0000-0000-0000-000000000000'],
    ['ResourcingCompany', below(row, 'msdyn_ResourcingCompany')?.['cdm_companycode'] ?? ''],
    ['StartDate', instant(row['msdyn_startdatetime'])],
    ['Status', number(row['statecode'])],
    ['StatusReason', number(row['statuscode'])],
    ['TaskNumber', below(row, 'msdyn_Task')?.['msdyn_activitynumber'] ?? ''],
    [
      'TransactionCategoryId',
      below(row, 'msdyn_TransactionCategory')?.['msdyn_transactioncategorynumber'] ?? '',
    ],
    ['TransactionClassification', number(row['msdyn_transactionclassification'])],
    ['TransactionCurrencyId', below(row, 'transactioncurrencyid')?.['isocurrencycode'] ?? ''],
    ['TransactionType', transactionTypes[option(row['msdyn_transactiontypecode'])]],
    ['UnitOfMeasure', below(row, 'msdyn_Unit')?.['msdyn_symbol'] ?? ''],
    ['UnitPrice', number(row['msdyn_price'])],
    ['dataAreaId', below(row, 'msdyn_OwningCompany')?.['cdm_companycode'] ?? ''],
  ];
  return createHash('sha256')
    .update(JSON.stringify(['1.0.0.19', columns]))
    .digest('hex');
}

const below = (row: Actual | undefined, lookup: string): Actual | undefined =>
  (row?.[lookup] ?? undefined) as Actual | undefined;

const number = (value: Actual[string] | undefined): { readonly number: string } => ({
  number: value instanceof LosslessNumber ? Big(value.value).toFixed() : '0',
});

const option = (value: Actual[string] | undefined): string =>
  value instanceof LosslessNumber ? value.value : '';

/** Finance keeps a day as noon of it. */
const day = (value: Actual[string] | undefined): string =>
  typeof value === 'string' ? `${value.slice(0, 10)}T12:00:00Z` : '1900-01-01T12:00:00Z';

const instant = (value: Actual[string] | undefined): string =>
  typeof value === 'string' ? value : '1900-01-01T00:00:00Z';
