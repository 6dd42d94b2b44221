import { z } from 'zod';

const figure = z.object({ median: z.number(), min: z.number(), max: z.number() });

/** What one bench found, when, and on which machine. */
export const partReportSchema = z.object({
  /** ISO 8601 UTC. */
  at: z.string(),
  machine: z.object({ node: z.string(), cpu: z.string(), cores: z.number() }),
  runs: z.number(),
  seconds: z.number(),
  measures: z.array(
    z.object({
      of: z.string(),
      what: z.string(),
      unit: z.string(),
      figure,
      goal: z.object({ text: z.string(), met: z.boolean() }).exactOptional(),
    }),
  ),
});

export type PartReport = z.infer<typeof partReportSchema>;

/** Everything that was found, by bench; what `--json` prints and docs/performance.json keeps. */
export const reportSchema = z.record(z.string(), partReportSchema);

export type Report = z.infer<typeof reportSchema>;
