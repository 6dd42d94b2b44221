import type { ODataValue } from '../../../shared/odata/value.ts';
import type { Simulation } from '../run/simulation.ts';
import type { SystemWrite } from '../stand-ins/memory-system.ts';
import { companies } from '../workload/reference-rows.ts';
import { tables } from '../workload/simulated-maps.ts';

type Values = Readonly<Record<string, ODataValue>>;

/** What names the source row in a Finance row. */
const sourceIds: Readonly<Record<string, string>> = {
  [tables.financeProject.table]: 'IntegrationSourceDataId',
  [tables.financeTask.table]: 'TaskElementId',
  [tables.financeActual.table]: 'ActualId',
};

/** I2 and I6: looked at when a write takes effect, whoever made it. */
export function checkWrite(
  simulation: Simulation,
  system: 'dataverse' | 'finance',
  write: SystemWrite,
): void {
  if (write.by === 'start' || write.by === 'person') {
    notePosted(simulation, write);
    return;
  }
  if (system === 'finance') toFinance(simulation, write);
  else toDataverse(simulation, write);
}

function toFinance(simulation: Simulation, write: SystemWrite): void {
  const { history, finance } = simulation;
  const values: Values = write.after ?? write.before ?? {};
  const source = sourceIds[write.table];
  if (source === undefined) {
    history.violated('I6', `${write.table} is written, which nothing sends`);
    return;
  }
  const named = `${write.table} ${String(values[source])}`;
  const company = companies.get(String(values['dataAreaId']));
  if (company === undefined) history.violated('I6', `${named} is written to a company out of scope`);
  if (write.does === 'create') {
    const doubled = finance.rows(write.table).filter((row) => row.values[source] === values[source]);
    if (doubled.length > 1) history.violated('I2', `${named} is made a second time`);
  }
  const others = write.before !== undefined && write.before[source] !== values[source];
  if (others && runOf(simulation, write.by) === undefined)
    history.overwritten.add(
      `${write.table}|${String(values['dataAreaId'])}|${String(values['ProjectId'])}`.toLowerCase(),
    );
  if (write.table !== tables.financeActual.table) return;
  if (write.does === 'delete') history.violated('I6', `${named} is deleted, and actuals never are`);
  if (String(values['DocumentDate']).slice(0, 10) < (company?.goLive ?? ''))
    history.violated('I6', `${named} is from before the go-live date`);
  const voucher = write.before?.['VoucherNumber'] ?? '';
  const postedAt = history.postedAt.get(String(values[source]));
  const claimedAt = runOf(simulation, write.by)?.claimedAt;
  if (voucher !== '' && postedAt !== undefined && claimedAt !== undefined && postedAt < claimedAt)
    history.violated('I6', `${named} is written although Finance has posted it`);
}

function toDataverse(simulation: Simulation, write: SystemWrite): void {
  const { history, finance, dataverse } = simulation;
  const values: Values = write.after ?? write.before ?? {};
  if (write.table === tables.mirroredCategory.table) {
    if (write.does !== 'create') return;
    const doubled = dataverse
      .rows(write.table)
      .filter(
        (row) =>
          row.values['msdyn_name'] === values['msdyn_name'] &&
          row.values['msdyn_owningcompany'] === values['msdyn_owningcompany'],
      );
    if (doubled.length > 1)
      history.violated('I2', `the category ${String(values['msdyn_name'])} is made a second time`);
    return;
  }
  const id = String(values['msdyn_actualid'] ?? '');
  if (write.table !== tables.actual.table || write.does !== 'update') {
    history.violated('I6', `${write.table} is written, whose owner is Dataverse`);
    return;
  }
  const row = finance.rows(tables.financeActual.table).find((each) => each.values['ActualId'] === id);
  if ((row?.values['VoucherNumber'] ?? '') === '')
    history.violated('I6', `${id} is written back although Finance has not posted it`);
}

const runOf = ({ underWay }: Simulation, name: string) => [...underWay].find((run) => run.name === name);

/** Keeps when somebody in Finance posted an actual. */
function notePosted({ history, schedule }: Simulation, { table, after, written }: SystemWrite): void {
  if (table === tables.financeActual.table && 'VoucherNumber' in written)
    history.postedAt.set(String(after?.['ActualId']), schedule.now());
}
