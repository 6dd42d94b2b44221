import type { RecordState } from '../../../shared/ledger/ledger.ts';
import { openRecords } from '../../../shared/sync/open-records.ts';
import { replay } from '../../../shared/sync/replay.ts';
import type { Wire } from '../host/call-port.ts';
import { invoke } from '../host/invoke.ts';
import { simulatedAreas } from '../host/timers.ts';
import { records } from '../run/records.ts';
import type { Simulation } from '../run/simulation.ts';
import { person } from './person.ts';
import { projectsMap, tables, tasksMap } from './simulated-maps.ts';

/** Somebody cures what was refused, as the hints say, and replays what is on the open list. */
export async function repair(simulation: Simulation, wire: Wire): Promise<void> {
  for (const state of await records(simulation)) {
    if (state.outcome !== 'rejected') continue;
    if (state.map === projectsMap.name) cureProject(simulation, state);
    if (state.map === tasksMap.name) cureTask(simulation, state);
  }
  sendWaitedFor(simulation);
  const [host] = simulation.hosts;
  if (host === undefined) return;
  void invoke(simulation, wire, host, 'replay', async (sync) => {
    for (const area of simulatedAreas)
      for await (const row of openRecords(sync, area))
        if (row.deadLetter !== undefined) await replay(sync, area, row.record);
  });
  await simulation.schedule.run(60_000);
}

/** A line task is never sent, so whoever points to it would wait for good. */
function sendWaitedFor(simulation: Simulation): void {
  const { dataverse } = simulation;
  const pointing = [...dataverse.rows(tables.task.table), ...dataverse.rows(tables.actual.table)];
  for (const { values } of dataverse.rows(tables.task.table)) {
    const id = values['msdyn_projecttaskid'] ?? '';
    const waitedFor = pointing.some(
      (row) => row.values['msdyn_parenttask'] === id || row.values['msdyn_task'] === id,
    );
    if (waitedFor && values['msdyn_islinetask'] === true)
      person(simulation, dataverse).put(
        tables.task,
        { msdyn_projecttaskid: id },
        { msdyn_islinetask: false },
      );
  }
}

function cureProject(simulation: Simulation, { record, failure, counterpartKey }: RecordState): void {
  const { dataverse, random } = simulation;
  const key = { msdyn_projectid: record.slice(projectsMap.name.length + 1) };
  const row = dataverse.row(tables.project, key);
  if (row === undefined) return;
  const june = person(simulation, dataverse);
  if (row.values['msdyn_subject'] === '') june.put(tables.project, key, { msdyn_subject: 'A' });
  const old = oldKey(failure?.message ?? '', counterpartKey)[1];
  if (failure?.code === 'key-changed') june.put(tables.project, key, { msdyn_projectnumber: old ?? '' });
  if (failure?.code === 'counterpart-taken')
    june.put(tables.project, key, {
      msdyn_projectnumber: counterpartKey?.split('|')[1] ?? `P-${String(random.between(100, 999_999))}`,
    });
}

function cureTask(simulation: Simulation, { record, failure, counterpartKey }: RecordState): void {
  const { dataverse } = simulation;
  const key = { msdyn_projecttaskid: record.slice(tasksMap.name.length + 1) };
  if (failure?.code !== 'key-changed' || dataverse.row(tables.task, key) === undefined) return;
  person(simulation, dataverse).put(tables.task, key, {
    msdyn_activitynumber: oldKey(failure.message, counterpartKey)[2] ?? '',
  });
}

/** The key that the refusal asks for: the one that was written, or may have been. */
const oldKey = (message: string, counterpartKey: string | undefined): readonly string[] =>
  (counterpartKey ?? / as (\S+) and is now called/.exec(message)?.[1] ?? '').split('|');
