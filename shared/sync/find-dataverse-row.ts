import { explain } from '../causes/explain.ts';
import { isLosslessNumber } from 'lossless-json';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { ToDataverse } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { Attempt } from './attempt.ts';
import type { WriteValue, WriteValues } from './counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * Id of the Dataverse row of a record: known, found by the map's integration key, or undefined when it is not there.
 *
 * @param source the Finance row, to name it.
 * @param wanted columns of the row, look-ups resolved.
 * @throws ProblemError (rejected) when several rows have the key; CounterpartError.
 */
export async function findDataverseRow(
  sync: Sync,
  { map, change, state }: Attempt,
  rules: ToDataverse,
  source: Row,
  wanted: WriteValues,
): Promise<string | undefined> {
  if (rules.target.kind === 'write-back') return change.row;
  if (state.counterpartKey !== undefined && state.appliedOnce) return state.counterpartKey;
  if (rules.findBy.length === 0) return undefined;
  const where = Object.fromEntries(rules.findBy.map((column) => [column, plain(wanted[column] ?? null)]));
  const found = await sync.dataverse.find(tableRefs(map).dataverse, where, []);
  const [first] = found;
  if (found.length > 1)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('doubled-in-dataverse', {
        code: 'doubled-in-dataverse',
        field: rules.findBy.join(', '),
        message: `Dataverse holds several rows of ${map.dataverse.table} for ${canonicalKey(source, recordKey(map))}.`,
        hint: 'An administrator removes the doubled row, then replay.',
      }),
    });
  return first === undefined ? undefined : String(first.key[map.dataverse.id]);
}

/** A value as it is compared: a look-up by the id that it points to. */
export const plain = (value: WriteValue): Row[string] =>
  typeof value === 'object' && value !== null && !isLosslessNumber(value) ? value.id : value;
