import type { RowChange } from '../store/row-change.ts';

/** Who wrote: a person or process in Finance, or a client over OData. */
export type Origin = 'person' | 'odata';

/** Sets whose every change raises a data event. */
const exported: ReadonlySet<string> = new Set([
  'ProjExpenseCategoriesExport',
  'ProjExpensesExport',
  'VendInvoiceExportsV2',
  'ProjVendInvoiceLinesExportEntity',
]);

/**
 * Whether a change raises a data event: those of the exports, and updates of staged actuals by posting. With `echo`
 * also what a client wrote to staged actuals. Whether the real sets raise any is not known (assumed).
 */
export const isActivated = ({ entity, before }: RowChange, origin: Origin, echo: boolean): boolean =>
  exported.has(entity.set) ||
  (entity.set === 'ProjActualsImports' && (origin === 'odata' ? echo : before !== undefined));
