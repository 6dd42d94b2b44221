import type Big from 'big.js';
import { referenceData } from '../../reference-data.ts';
import type { Store } from '../store/store.ts';
import { entityOf } from './entity-of.ts';
import { FinanceRefuses } from './finance-refuses.ts';

const halfUp: Big.RoundingMode = 1;

/** Accounting currency of a company. @throws FinanceRefuses when there is no ledger. */
export function accountingCurrency(store: Store, company: string): string {
  const ledger = store.find(entityOf('Ledgers'), { LegalEntityId: company });
  if (ledger === undefined) throw new FinanceRefuses(`The company '${company}' does not exist.`);
  return ledger.values['AccountingCurrency'] ?? '';
}

/** Rounds to the decimals of a currency. */
export function roundTo(currency: string, amount: Big): string {
  const decimals = referenceData.currencies.find((each) => each.code === currency)?.decimals ?? 2;
  return amount.round(decimals, halfUp).toFixed();
}
