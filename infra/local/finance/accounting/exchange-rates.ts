import Big from 'big.js';
import { emptyDate, emptyValues } from '../store/empty-values.ts';
import type { Store } from '../store/store.ts';
import { entityOf } from './entity-of.ts';
import { FinanceRefuses } from './finance-refuses.ts';

/** Rate type of every ledger; assumed. */
export const rateType = 'Default';

const always = { ValidFrom: emptyDate, ValidTo: '2154-12-31T12:00:00Z' };

/** Rates to the accounting currency, one unit for one unit, of all times. */
export class ExchangeRates {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  set(from: string, to: string, rate: string): void {
    const entity = entityOf('ExchangeRatesCDSEntity');
    const key = { ExchangeRateTypeName: rateType, FromCurrencyCode: from, ToCurrencyCode: to, ...always };
    this.#store.transaction(() => {
      const before = this.#store.find(entity, key);
      const Rate = Big(rate).toFixed();
      if (before === undefined) this.#store.insert(entity, { ...emptyValues(entity), ...key, Rate });
      else this.#store.update(entity, before, { Rate });
    });
  }

  /** @throws FinanceRefuses when there is none; the text is assumed. */
  rate(from: string, to: string): Big {
    if (from === to) return Big(1);
    for (const { values } of this.#store.rows(entityOf('ExchangeRatesCDSEntity')))
      if (values['FromCurrencyCode'] === from && values['ToCurrencyCode'] === to)
        return Big(values['Rate'] ?? 0);
    throw new FinanceRefuses(`Exchange rate from currency ${from} to currency ${to} does not exist.`);
  }
}
