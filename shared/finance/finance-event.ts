/** Activation of an endpoint: nothing happened. */
export interface FinanceTestEvent {
  readonly kind: 'test';
}

/** A business event: something of a kind was posted or confirmed. */
export interface FinanceBusinessEvent {
  readonly kind: 'business';
  /** The same for two deliveries: lower case, without braces. */
  readonly eventId: string;
  /** `VendorInvoicePostedBusinessEvent` */
  readonly businessEventId: string;
  /** Lower case. */
  readonly legalEntity?: string;
  /** ISO; with the seven fractional digits of Finance where it sent them. */
  readonly at?: string;
}

/** A data event: a row of an entity was written. */
export interface FinanceDataEvent {
  readonly kind: 'data';
  readonly message: 'created' | 'updated' | 'deleted';
  /** Physical entity name in lower case: `custcustomergroupentity`. */
  readonly entity: string;
  readonly targetId: string;
  /** Of the row's table, out of the target id. */
  readonly tableId: number;
  /** int64 as text, out of the target id. */
  readonly recId: string;
  /**
   * Properties by name in lower case, to name the row by; never its data: guids, times and empty dates are left out,
   * and an unchanged one is as it was before the event.
   */
  readonly columns: Readonly<Record<string, string | null>>;
  /** Lower case. */
  readonly company?: string;
  readonly at?: string;
  /** The same for two deliveries and never for two events; absent where Finance gives nothing that ensures it. */
  readonly composedKey?: string;
}

export type FinanceEvent = FinanceTestEvent | FinanceBusinessEvent | FinanceDataEvent;
