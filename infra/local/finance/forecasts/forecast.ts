/** A forecast of the company's forecast model, made from staged estimates. Amounts and quantities are decimals. */
export interface Forecast {
  readonly company: string;
  /** Made from the estimate that it forecasts; its form is assumed. */
  readonly id: string;
  readonly kind: 'Hour' | 'Expense' | 'Item';
  readonly project: string;
  readonly activity: string;
  readonly category: string;
  readonly item: string;
  readonly role: string;
  readonly resource: string;
  readonly date: string;
  readonly quantity: string;
  /** Whole cost and sales; 0 while the line of that side has not come. */
  readonly costAmount: string;
  readonly salesAmount: string;
  readonly currency: string;
}
