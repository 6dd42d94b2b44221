import { explain } from '../causes/explain.ts';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { RecordReference } from '../table-map/table-map.ts';
import { isThere } from './parent-check.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * Finance → Dataverse: the id of the Dataverse row that another map made for a Finance key which this row names.
 * Undefined when the row names none.
 *
 * @throws ProblemError (waiting) naming the record that has not been sent yet.
 */
export async function recordReference(
  sync: Sync,
  reference: RecordReference,
  source: Row,
): Promise<{ readonly table: string; readonly id: string } | undefined> {
  const map = sync.maps.byName(reference.map);
  const key = Object.fromEntries(
    Object.entries(reference.key).map(([part, column]) => [part, source[column] ?? null]),
  );
  if (
    Object.entries(key).some(
      ([part, value]) => part !== map.finance.company && (value === null || value === ''),
    )
  )
    return undefined;
  const record = recordOf(map, canonicalKey(key, map.finance.key));
  const state = await sync.ledger.state(record);
  if (isThere(state) && state?.counterpartKey !== undefined)
    return { table: map.dataverse.table, id: state.counterpartKey };
  throw new ProblemError({
    kind: 'waiting',
    uncertain: false,
    parent: { map: map.name, record },
    failure: explain('parent-missing', {
      code: 'parent-missing',
      field: reference.lookup,
      message: `${map.name} ${canonicalKey(key, map.finance.key)}, which ${reference.lookup} points to, is not in Dataverse yet.`,
      hint: 'It goes on by itself as soon as that record has been sent. If it stays here, look at that record.',
    }),
  });
}
