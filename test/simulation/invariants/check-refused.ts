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
  const number = dataverse.row(tables.project, { msdyn_projectid: id })?.values['msdyn_projectnumber'];
  const others = dataverse
    .rows(tables.project.table)
    .filter((row) => row.values['msdyn_projectnumber'] === number);
  const inFinance = finance.row(tables.financeProject, { dataAreaId: 'usmf', ProjectId: number ?? '' });
  if (number !== undefined && others.length < 2 && inFinance === undefined)
    history.violated(
      'I1',
      `${record} is refused for its number ${String(number)}, which no other row has: ${failure.message}`,
    );
}
