import { z } from 'zod';

/** "Look at this map's Finance set in this company". Sent by a timer or by an event that names no row. */
export const scanRequestSchema = z.object({
  schema: z.literal('scan/1'),
  map: z.string().min(1),
  /** Legal entity in lower case; empty for a set without company. */
  company: z.string(),
  origin: z.string().min(1),
});

export type ScanRequest = z.infer<typeof scanRequestSchema>;
