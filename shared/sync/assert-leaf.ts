import { explain } from '../causes/explain.ts';
import type { Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { TableMap, ToDataverse } from '../table-map/table-map.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * Refuses a row whose look-up points to a summary row: Dataverse would refuse it in words that name neither.
 *
 * @param source the Finance row, to name it.
 * @param id what the look-up points to; undefined when it points nowhere.
 * @throws ProblemError (rejected) naming the row, the summary row and the remedy; CounterpartError.
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 */
export async function assertLeaf(
  sync: Sync,
  map: TableMap,
  { lookup, parent, remedy }: ToDataverse['leaves'][number],
  source: Row,
  id: string | undefined,
): Promise<void> {
  const [table] = resolvePath(map.dataverse.table, lookup).targets ?? [];
  if (id === undefined || table === undefined) return;
  const children = await sync.dataverse.find(dataverseTableRef(table), { [parent]: id }, []);
  if (children.length === 0) return;
  throw new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: explain('summary-task', {
      code: 'summary-row',
      field: lookup,
      message: `${map.finance.set} ${canonicalKey(source, map.finance.key)} points by ${lookup} to ${table} ${id}, which is a summary: other rows have it as ${parent}.`,
      hint: remedy,
    }),
  });
}
