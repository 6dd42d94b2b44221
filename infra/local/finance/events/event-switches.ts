import { z } from 'zod';

/** Body of `POST /sandbox/events`; what is absent stays as it is. */
export const eventSwitchesSchema = z
  .strictObject({
    businessEvents: z.boolean(),
    dataEvents: z.boolean(),
    /** How often each event is sent once more. */
    duplicate: z.number().int().nonnegative(),
    /** Events are lost: not sent, and not kept as failed. */
    drop: z.boolean(),
    /** Data events also for what a client writes to staged actuals. */
    echo: z.boolean(),
  })
  .partial();

type Partly<T> = { readonly [K in keyof T]?: T[K] | undefined };

export interface EventSwitches {
  readonly businessEvents: boolean;
  readonly dataEvents: boolean;
  readonly duplicate: number;
  readonly drop: boolean;
  readonly echo: boolean;
}

export type EventSwitchChanges = Partly<EventSwitches>;
