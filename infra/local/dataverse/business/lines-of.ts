import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';

/** The lines of a vendor invoice, in the order they were made. */
export const linesOf = (database: Database, invoiceId: string): StoredRow[] =>
  [...database.rows('msdyn_projectvendorinvoiceline').all()].filter((line) => {
    const header = line['msdyn_vendorinvoice'];
    return header !== null && typeof header === 'object' && header.id === invoiceId;
  });
