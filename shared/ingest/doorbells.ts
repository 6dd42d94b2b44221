import type { Area } from '../table-map/area.ts';

/**
 * Business events of Finance that say "something of this area may have been posted". Few of our flows have one, data events
 * may fire or not, assumed(data-events-fire); the scans are the guarantee.
 *
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/business-events/app-business-events
 */
export const doorbells: Readonly<Record<string, Area>> = {
  VendorInvoicePostedBusinessEvent: 'vendor-invoice',
};
