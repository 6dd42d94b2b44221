import Big from 'big.js';
import { FinanceRefuses } from './finance-refuses.ts';

/** Rates to the accounting currency, one unit for one unit. The first ones are made up. */
export class ExchangeRates {
  readonly #rates = new Map<string, Big>([
    ['EUR>USD', Big('1.1')],
    ['USD>EUR', Big('0.909091')],
    ['JPY>USD', Big('0.0067')],
    ['KWD>USD', Big('3.25')],
  ]);

  set(from: string, to: string, rate: string): void {
    this.#rates.set(`${from}>${to}`, Big(rate));
  }

  /** @throws FinanceRefuses when there is none; the text is assumed. */
  rate(from: string, to: string): Big {
    if (from === to) return Big(1);
    const rate = this.#rates.get(`${from}>${to}`);
    if (rate === undefined)
      throw new FinanceRefuses(`Exchange rate from currency ${from} to currency ${to} does not exist.`);
    return rate;
  }
}
