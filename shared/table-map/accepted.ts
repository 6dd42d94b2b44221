import { z } from 'zod';

const columnType = z.enum([
  'text',
  'guid',
  'boolean',
  'integer',
  'bigint',
  'decimal',
  'money',
  'choice',
  'date-only',
  'user-local',
  'time-zone-independent',
]);

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');

/**
 * What an installation has seen in its own environment and accepts by name: columns that are published nowhere, and the
 * pairs that they make; and claims of our maps that it has seen to be true. The file is `maps.accepted.json`.
 */
export const acceptedSchema = z.strictObject({
  /** Dataverse table → column → its type, or for a look-up the table that it points to. */
  columns: z
    .record(z.string(), z.record(z.string(), z.union([columnType, z.strictObject({ lookup: z.string() })])))
    .default({}),
  pairs: z
    .array(
      z.strictObject({
        /** Name of the table map. */
        map: z.string().min(1),
        /** Finance property, which the map lists as open. */
        property: z.string().min(1),
        /** Dataverse column, or a path over look-ups. */
        path: z.string().min(1),
        /** Of an enum: member → option, flag, or '' for an empty column. */
        values: z.record(z.string(), z.union([z.string(), z.number().int(), z.boolean()])).optional(),
        /** Of an enum whose integers differ between environments: member → label in English. */
        labels: z.record(z.string(), z.string()).optional(),
        /** Who accepts it. */
        by: z.string().min(1),
        on: day,
        /** What was seen that proves the pair. */
        seen: z.string().min(1),
      }),
    )
    .default([]),
  lines: z
    .array(
      z.strictObject({
        /** Name of the table map. */
        map: z.string().min(1),
        /** The claim, as `npm run maps -- guesses` prints it. */
        line: z.string().min(1),
        /** Who accepts it. */
        by: z.string().min(1),
        on: day,
        /** What was seen that proves it. */
        seen: z.string().min(1),
      }),
    )
    .default([]),
});

export type Accepted = z.infer<typeof acceptedSchema>;
export type AcceptedPair = Accepted['pairs'][number];
export type AcceptedLine = Accepted['lines'][number];

export const nothingAccepted: Accepted = { columns: {}, pairs: [], lines: [] };
