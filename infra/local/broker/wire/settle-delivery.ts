import type { AmqpError, Delivery } from 'rhea';
import { message } from '../encoding/rhea.ts';

interface Outcomes {
  accepted(): { described(): object };
  rejected(fields: { error: AmqpError }): { described(): object };
}

const outcomes = message as unknown as Outcomes;

/**
 * Ends a delivery in either direction. rhea merges neighbouring dispositions of one tick without comparing the first
 * two outcomes (`write_dispositions`), so that a refusal next to an acceptance would go out as accepted: refusals get
 * a tick of their own.
 */
export function settleDelivery(delivery: Delivery, error: AmqpError | undefined): void {
  if (error === undefined) finish(delivery, outcomes.accepted().described());
  else setImmediate(() => finish(delivery, outcomes.rejected({ error }).described()));
}

function finish(delivery: Delivery, state: object): void {
  if (delivery.link.is_closed()) return;
  delivery.update(true, state);
  // The peer settles silently when it sees ours; rhea keeps the delivery in its window until both have.
  (delivery as { remote_settled: boolean }).remote_settled = true;
}
