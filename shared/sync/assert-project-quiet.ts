import { explain } from '../causes/explain.ts';
import type { OpenRow } from '../ledger/ledger.ts';
import { ProblemError } from './problem.ts';

/** So many open records are named to a person. */
const mostNamed = 3;

/**
 * Makes sure that nothing of a project is open before it is closed or deleted: Finance refuses what comes later.
 *
 * @param found what is open of the project.
 * @throws ProblemError (waiting) naming the open records.
 */
export function assertProjectQuiet(found: readonly OpenRow[], doing: string): void {
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
