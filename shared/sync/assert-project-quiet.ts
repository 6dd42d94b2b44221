import { explain } from '../causes/explain.ts';
import type { OpenRow } from '../ledger/ledger.ts';
import { areas } from '../table-map/area.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/** Whether nothing of a project is open. @param project Finance key in lower case. */
export const isProjectQuiet = async (sync: Sync, project: string): Promise<boolean> =>
  (await openOf(sync, project)).length === 0;

async function openOf(sync: Sync, project: string): Promise<readonly OpenRow[]> {
  const found: OpenRow[] = [];
  for (const area of areas)
    for await (const row of sync.ledger.listOpen(area)) if (row.project === project) found.push(row);
  return found;
}

/** So many open records are named to a person. */
const mostNamed = 3;

/**
 * Makes sure that nothing of a project is open before it is closed or deleted: Finance refuses what comes later.
 *
 * @param project Finance key in lower case.
 * @throws ProblemError (waiting) naming the open records.
 */
export async function assertProjectQuiet(sync: Sync, project: string, doing: string): Promise<void> {
  const found = await openOf(sync, project);
  if (found.length === 0) return;
  const named = found
    .slice(0, mostNamed)
    .map((row) => `${row.map} ${row.number ?? row.record.slice(row.map.length + 1)} (${row.outcome})`);
  const more = found.length > mostNamed ? ` and ${found.length - mostNamed} more` : '';
  throw new ProblemError({
    kind: 'waiting',
    uncertain: false,
    failure: explain('project-not-quiet', {
      code: 'project-not-quiet',
      message: `${doing} waits: Finance would refuse what is still open of the project: ${named.join(', ')}${more}.`,
      hint: 'Clear those records; this one then goes on by itself.',
    }),
  });
}
