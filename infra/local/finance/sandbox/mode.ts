import { z } from 'zod';

/** How Finance is doing: body of `POST /sandbox/mode`. */
export const modeSchema = z.strictObject({
  /** slow: answers late; throttled: 429; failing: an error status; down: the connection breaks. */
  mode: z.enum(['normal', 'slow', 'throttled', 'failing', 'down']),
  /** Delay of every answer concerned. The row is written after it, or before it with `afterWrite`. */
  milliseconds: z.number().int().nonnegative().default(0),
  retryAfterSeconds: z.number().default(10),
  retryAfterForm: z.enum(['seconds', 'date', 'none']).default('seconds'),
  /** Status of `failing`. */
  status: z.number().int().min(400).max(599).default(503),
  /** Text of the innermost exception of `failing`, for instance an update conflict. */
  message: z.string().optional(),
  /** Only these sets; `$batch` for whole batches. Absent: all. */
  sets: z.array(z.string()).default([]),
  /** Only requests that name this company in key, filter or body. */
  company: z.string().optional(),
  writesOnly: z.boolean().default(false),
  /** `failing` and `down`: the write is done all the same, only its answer is lost. */
  afterWrite: z.boolean().default(false),
  /** Back to normal after this many requests were concerned. */
  times: z.number().int().positive().optional(),
});

export type Mode = z.infer<typeof modeSchema>;

export const normal: Mode = modeSchema.parse({ mode: 'normal' });
