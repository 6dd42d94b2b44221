import { z } from 'zod';

/**
 * `link` matches both sides without writing to either; `initial` and `resync` publish a look at every row of a source,
 * master maps by default and whatever is asked for, respectively.
 */
export const runKinds = ['link', 'initial', 'resync'] as const;
export type RunKind = (typeof runKinds)[number];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const runSchema = z.object({
  id: z.string(),
  kind: z.enum(runKinds),
  by: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** Units in all; their rows in Control are numbered from 0. */
  units: z.number().int(),
  /** Days of transactional rows, both included. */
  from: day.optional(),
  to: day.optional(),
  /** Only rows that changed in Dataverse on that day or later. */
  changedSince: day.optional(),
  /** Rows from before go-live cross only after another person has confirmed that. */
  needsConfirmation: z.boolean(),
  confirmedBy: z.string().optional(),
  finishedAt: z.string().optional(),
});

/** Work on many rows that goes on where a host ended: its units are done one after the other. */
export type Run = z.infer<typeof runSchema>;

export const findingSchema = z.object({
  /**
   * Of a link: `only-in-dataverse`, `only-in-finance`, `doubled`, `unnamed` (its business id cannot be told). Of an initial
   * sync or a resync: what came of the row, where it is not settled as one would wish.
   */
  what: z.string(),
  /** Business number, Finance key or Dataverse id. */
  row: z.string(),
  why: z.string().optional(),
});
export type RunFinding = z.infer<typeof findingSchema>;

export const unitSchema = z.object({
  map: z.string(),
  /** Legal entity; `*` where the map's rows belong to none. */
  company: z.string(),
  /** Records that were named one by one; without it all rows of map and company. */
  rows: z.array(z.string()).optional(),
  step: z.enum(['to-do', 'begun', 'done', 'stopped']),
  /** Why a unit was stopped, for a person. */
  why: z.string().optional(),
  /** Rows in all, where they are looked at one by one. */
  total: z.number().int().optional(),
  /** How many rows came to what. */
  counts: z.record(z.string(), z.number()),
  /** Rows to look at; not all of them where there are many, `counts` then says how many. */
  findings: z.array(findingSchema),
  /** Milliseconds that were worked on it. */
  milliseconds: z.number(),
  /** What the host that is at it has done since it took the unit over. */
  pace: z.object({ rows: z.number().int(), milliseconds: z.number() }).optional(),
});

/** One map in one legal entity. */
export type RunUnit = z.infer<typeof unitSchema>;
