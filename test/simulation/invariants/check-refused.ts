import type { RecordState } from '../../../shared/ledger/ledger.ts';
import type { Simulation } from '../run/simulation.ts';
import { projectsMap, tables } from '../workload/simulated-maps.ts';

/** A project is refused for its number only while another row has it, there or still in Finance. Looked at when it is. */
export function checkRefused(
  { history, dataverse, finance }: Simulation,
  { record, outcome, failure }: RecordState,
): void {
  if (outcome !== 'rejected' || failure?.code !== 'counterpart-taken' || !record.startsWith(projectsMap.name))
    return;
  const id = record.slice(projectsMap.name.length + 1);
  // The number that the host has read: a person may have changed it since, and that change comes by itself.
  const number = /counterpart row usmf\|(\S+) already/.exec(failure.message)?.[1];
  const others = dataverse
    .rows(tables.project.table)
    .filter(({ values }) => values['msdyn_projectnumber'] === number && values['msdyn_projectid'] !== id);
  const inFinance = finance.row(tables.financeProject, { dataAreaId: 'usmf', ProjectId: number ?? '' });
  if (others.length === 0 && inFinance === undefined)
    history.violated(
      'I1',
      `${record} is refused for its number ${String(number)}, which no other row has: ${failure.message}`,
    );
}
