/** What project accounting keeps of a vendor invoice besides its exported row. */
export interface VendorInvoiceEntry {
  readonly company: string;
  readonly vendor: string;
  readonly number: string;
  /** Finance made it from the customer invoice of this lending company; '' for any other. */
  readonly lendingCompany: string;
  /** Posted while payments were blocked till the project manager confirms. */
  readonly paymentHold: boolean;
}

/** Key of an entry. */
export const vendorInvoiceKey = (company: string, vendor: string, number: string): string =>
  [company, vendor, number].join('|').toLowerCase();
