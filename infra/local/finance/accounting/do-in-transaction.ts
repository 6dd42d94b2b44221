import type { BusinessEvent } from '../events/business-event.ts';
import type { Accounting } from './accounting.ts';
import type { ActionDone } from './action.ts';

/** Does the work as one transaction; nothing is written when it is refused half-way. */
export function doInTransaction(
  accounting: Accounting,
  work: () => { readonly result: unknown; readonly businessEvents?: readonly BusinessEvent[] },
): ActionDone {
  const { result, changes } = accounting.store.transaction(work);
  return { result: result.result, changes, businessEvents: result.businessEvents ?? [] };
}
