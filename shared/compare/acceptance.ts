import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sync } from '../sync/sync.ts';
import type { Direction } from '../table-map/direction.ts';
import type { Comparison } from './comparison.ts';

/** What a person said of a difference that is to stay: posted data that nobody rewrites, say. */
const acceptanceSchema = z.object({
  by: z.string(),
  reason: z.string(),
  /** ISO 8601 UTC; the difference is shown again then. For as long as it is the same where there is none. */
  until: z.string().exactOptional(),
  /** The difference itself: another one of the same record is shown. */
  difference: z.string(),
});
export type Acceptance = z.infer<typeof acceptanceSchema>;

export type Difference = Pick<Comparison, 'result' | 'columns'>;

/** Name in Control. */
export const acceptanceName = (direction: Direction, record: string): string =>
  `accepted|${direction}|${record}`;

/** Equal for a difference in the same columns, with the same values on both sides. Pure. */
export const differenceHash = ({ result, columns }: Difference): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        result,
        columns.map(({ column, expected, counterpartValue }) => [
          column,
          expected ?? null,
          counterpartValue ?? null,
        ]),
      ]),
    )
    .digest('base64url');

/**
 * What was said of this difference, if it still holds. One read of the ledger.
 *
 * @throws LedgerError
 */
export async function acceptanceOf(
  sync: Sync,
  direction: Direction,
  record: string,
  difference: Difference,
): Promise<Acceptance | undefined> {
  const text = await sync.ledger.control(acceptanceName(direction, record));
  if (text === undefined) return undefined;
  const known = acceptanceSchema.parse(JSON.parse(text));
  const isOver = known.until !== undefined && Date.parse(known.until) <= sync.now();
  return isOver || known.difference !== differenceHash(difference) ? undefined : known;
}

/** `accepted by Alicia: posted in September (until 2026-12-31)` */
export const acceptanceWords = ({ by, reason, until }: Acceptance): string =>
  `accepted by ${by}: ${reason}${until === undefined ? '' : ` (until ${until.slice(0, 10)})`}`;
