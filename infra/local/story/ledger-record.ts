import type { Environment } from '../environment.ts';
import type { ExpectedRow } from './expectation.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Id of the Dataverse row that carries a number. */
const idOf = (rows: Rows, id: string, column: string, number: string | undefined): string =>
  String(rows.find((row) => row[column] === number)?.[id]);

const actuals = 'Project Operations integration actuals';

/** The record in the ledger that stands behind an expected row: its map, and what names its source. */
export function ledgerRecord({ dataverse, finance }: Environment, { table, key }: ExpectedRow): string {
  switch (table) {
    case 'ProjectContractHeaders':
      return `Project contract headers|${idOf(dataverse.rows('salesorder'), 'salesorderid', 'msdyn_salesordernumber', key['ProjectContractId'])}`;
    case 'ProjectsV2':
      return `Projects V2|${idOf(dataverse.rows('msdyn_project'), 'msdyn_projectid', 'msdyn_projectnumber', key['ProjectId'])}`;
    case 'ProjectTasks':
      return `Project tasks|${idOf(dataverse.rows('msdyn_projecttask'), 'msdyn_projecttaskid', 'msdyn_activitynumber', key['TaskId'])}`;
    case 'ProjActualsImports':
      return `${actuals}|${key['ActualId']}`;
    case 'msdyn_actual':
      return `${actuals}|${key['msdyn_actualid']}`;
    case 'ProjCDSTransactionRelationshipImports':
      return `Integration entity for project transaction relationships|${key['ConnectionId']}`;
    case 'ProjectInvoiceProposalsV2':
      return `Project invoice proposals V2|${idOf(dataverse.rows('invoice'), 'invoiceid', 'msdyn_invoicenumber', key['InvoiceProposalId'])}`;
    case 'msdyn_expensecategory':
      return `Project Operations integration project expense categories export entity|${key['msdyn_name'] === 'Hotel' ? 'usmf' : 'frrt'}|HOTEL`;
    case 'msdyn_expense': {
      const number = idOf(
        finance.rows('ProjExpensesExport'),
        'ExpTransNumber',
        'AdditionalInformation',
        key['msdyn_externaldescription'],
      );
      return `Project Operations integration project expenses export entity|${number}|usmf`;
    }
    case 'msdyn_projectvendorinvoice':
      return `Project Operations integration project vendor invoice export entity V2|usmf|V-1001|${key['msdyn_vendorinvoicenumber']}`;
    case 'msdyn_projectvendorinvoiceline':
      return `Project Operations integration project vendor invoice line export entity|${key['msdyn_externalinvoiceline']}|usmf`;
    default:
      throw new Error(`No record is known for rows of ${table}`);
  }
}
