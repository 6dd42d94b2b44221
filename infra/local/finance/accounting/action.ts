import type { BusinessEvent } from '../events/business-event.ts';
import type { RowChange } from '../store/row-change.ts';
import type { Accounting } from './accounting.ts';

export interface ActionDone {
  /** Answer to the person. */
  readonly result: unknown;
  readonly changes: readonly RowChange[];
  readonly businessEvents: readonly BusinessEvent[];
}

/**
 * Something a person does in Finance.
 *
 * @param input the JSON body, numbers as LosslessNumber.
 * @throws FinanceRefuses with Finance's text, ZodError on a wrong body; in both cases nothing was done.
 */
export type Action = (accounting: Accounting, input: unknown) => ActionDone;
