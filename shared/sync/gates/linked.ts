import { z } from 'zod';

const linkedSchema = z.object({
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** Rows dated earlier were not looked at, YYYY-MM-DD; absent where all were. */
  from: z.string().optional(),
});

/** That both sides of a map are linked in a legal entity: who did it, when, and from which day on. */
export type Linked = z.infer<typeof linkedSchema>;

/** The mark of a Control row; undefined where there is none, or none that can be read: then nothing is known. */
export function parseLinked(text: string | undefined): Linked | undefined {
  if (text === undefined) return undefined;
  try {
    return linkedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
