import type { Bind } from './dataverse-user.ts';
import { bind } from './dataverse-user.ts';
import type { MasterData } from './master-data.ts';

/** Option values of msdyn_actual. */
const transactionType = { cost: 192350000, unbilledSales: 192350005, billedSales: 192350006 } as const;
const time = 192350000;
const billingTypes = { nonChargeable: 192350000, chargeable: 192350001, notAvailable: 192350003 } as const;

export interface ActualRow {
  readonly type: keyof typeof transactionType;
  readonly company: 'usmf' | 'frrt';
  readonly project: string;
  readonly task?: string;
  readonly invoice?: string;
  readonly date: string;
  readonly hours: number;
  readonly price: number;
  readonly billing: keyof typeof billingTypes;
  readonly skipSync?: boolean;
  readonly text: string;
}

/** Columns of an actual for hours, as Project Operations makes it on approval. */
export function actualRow(
  master: MasterData,
  row: ActualRow,
): Readonly<Record<string, string | number | boolean | Bind>> {
  return {
    msdyn_transactiontypecode: transactionType[row.type],
    msdyn_transactionclassification: time,
    msdyn_billingtype: billingTypes[row.billing],
    msdyn_description: row.text,
    msdyn_transactiondate: `${row.date}T00:00:00Z`,
    msdyn_accountingdate: `${row.date}T00:00:00Z`,
    msdyn_documentdate: `${row.date}T00:00:00Z`,
    msdyn_quantity: row.hours,
    msdyn_price: row.price,
    msdyn_amount: row.hours * row.price,
    msdyn_skipsync: row.skipSync ?? false,
    msdyn_project: bind('msdyn_projects', row.project),
    msdyn_owningcompany: master.company[row.company],
    msdyn_transactioncategory: master.consulting,
    msdyn_unit: master.hour,
    transactioncurrencyid: row.company === 'usmf' ? master.currency.USD : master.currency.EUR,
    ...(row.task === undefined ? {} : { msdyn_task: bind('msdyn_projecttasks', row.task) }),
    ...(row.invoice === undefined ? {} : { msdyn_invoice: bind('invoices', row.invoice) }),
  };
}
