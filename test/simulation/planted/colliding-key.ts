import type { Plant } from './plant.ts';

/** F64: the idempotency key is made of what two different updates share. */
export const collidingKey: Plant = {
  name: 'colliding-key',
  what: 'Two different updates of a row get one idempotency key, and the second is dropped (F64).',
  webhookKey: ({ row, event }) => `${event}|${row}`,
};
