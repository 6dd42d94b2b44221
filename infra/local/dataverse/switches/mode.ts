import { z } from 'zod';

/** Body of `POST /sandbox/mode`; see SWITCHES.md. */
export const mode = z.strictObject({
  mode: z.enum(['normal', 'slow', 'throttled', 'failing', 'down', 'unanswered']),
  milliseconds: z.number().int().nonnegative().default(1000),
  retryAfterSeconds: z.number().int().default(1),
  retryAfterForm: z.enum(['seconds', 'date', 'none']).default('seconds'),
  status: z.number().int().min(400).max(599).default(503),
  sets: z.array(z.string()).optional(),
  writesOnly: z.boolean().default(false),
  /** Ends by itself after so many requests. */
  times: z.number().int().positive().optional(),
});

export type Mode = z.infer<typeof mode>;
