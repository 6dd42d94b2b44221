import Big from 'big.js';
import { isEmptyDate } from '../odata/instant.ts';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import { accountingCurrency, roundTo } from './currencies.ts';
import { entityOf } from './entity-of.ts';

export interface Posting {
  readonly company: string;
  /** Day of the posting; undefined: that of each line. */
  readonly accountingDate: string | undefined;
  readonly taxPercent: string;
  /** Number of the customer invoice, for lines of an invoice proposal. */
  readonly invoice?: string;
}

/**
 * Posts one line and writes voucher, rate, accounting amount and sales tax to its staged actual, which keeps its date.
 * That each line has a voucher of its own is assumed.
 *
 * @throws FinanceRefuses when the period is closed or a rate is missing.
 */
export function postActual(accounting: Accounting, row: StoredRow, posting: Posting): void {
  const { company } = posting;
  const { Amount = '0', TransactionCurrencyId = '' } = row.values;
  accounting.periods.requireOpen(company, posting.accountingDate ?? dateOf(row));
  const currency = accountingCurrency(accounting.store, company);
  const rate = accounting.rates.rate(
    TransactionCurrencyId === '' ? currency : TransactionCurrencyId,
    currency,
  );
  const amount = Big(Amount).times(rate);
  const tax = Big(posting.taxPercent).eq(0)
    ? {}
    : { SalesTaxAmount: roundTo(currency, amount.times(posting.taxPercent).div(100)) };
  accounting.store.update(entityOf('ProjActualsImports'), row, {
    VoucherNumber: accounting.numbers.next(company.toUpperCase()),
    ExchangeRate: rate.toFixed(),
    AccountingAmount: roundTo(currency, amount),
    ...tax,
    ...(posting.invoice === undefined ? {} : { InvoiceId: posting.invoice }),
  });
}

function dateOf(row: StoredRow): string {
  const { AccountingDate = '', DocumentDate = '' } = row.values;
  return isEmptyDate(AccountingDate) ? DocumentDate : AccountingDate;
}
