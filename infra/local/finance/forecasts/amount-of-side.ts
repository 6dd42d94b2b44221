import Big from 'big.js';
import type { EstimateSide } from './estimate-line.ts';
import type { Forecast } from './forecast.ts';

/** Quantity times price, on the side of the forecast that the line is. */
export function amountOfSide(
  side: EstimateSide,
  quantity: string,
  price = '0',
): Pick<Forecast, 'costAmount' | 'salesAmount'> {
  const amount = Big(quantity).times(price).toFixed();
  return { costAmount: side === 'Cost' ? amount : '0', salesAmount: side === 'Sales' ? amount : '0' };
}
