import type { OpenRow, RecordState } from '../../../shared/ledger/ledger.ts';
import { recordOf } from '../../../shared/table-map/record-of.ts';
import { simulatedAreas } from '../host/timers.ts';
import { records } from '../run/records.ts';
import type { Simulation } from '../run/simulation.ts';

/** I1, I4 and I5 when faults have stopped and only people could go on: nothing is lost, forgotten or unexplained. */
export async function checkCalm(simulation: Simulation): Promise<void> {
  const states = await records(simulation);
  const open = await openRows(simulation);
  for (const state of states) {
    const row = open.get(state.record);
    // A message that died without a verdict, every host or the bus having ended in between, waits for a person.
    const dead = row !== undefined && hasDeadLetter(simulation, row);
    if (!dead) checkLease(simulation, state);
    checkNext(simulation, state, row, dead);
    await checkTimeline(simulation, state.record);
  }
  for (const row of open.values()) checkListed(simulation, row, states);
}

async function openRows({ ledger }: Simulation): Promise<ReadonlyMap<string, OpenRow>> {
  const rows = new Map<string, OpenRow>();
  for (const area of simulatedAreas) for await (const row of ledger.listOpen(area)) rows.set(row.record, row);
  return rows;
}

function checkLease({ history, schedule }: Simulation, { record, lease }: RecordState): void {
  if (lease !== undefined)
    history.violated(
      'I5',
      `${record} is still claimed for ${lease.key} until ${lease.until}, and it is ${new Date(schedule.now()).toISOString()}`,
    );
}

const hasDeadLetter = ({ bus }: Simulation, { deadLetter }: OpenRow): boolean =>
  [...bus.messages()].some(
    ({ state, sequenceNumber }) => state === 'deferred' && sequenceNumber === deadLetter?.sequenceNumber,
  );

/** An open record has a next time and a message that comes then; a rejected one a reason and its dead letter. */
function checkNext(
  simulation: Simulation,
  state: RecordState,
  row: OpenRow | undefined,
  dead: boolean,
): void {
  const { history, bus, maps } = simulation;
  const { record, outcome } = state;
  if (outcome !== 'waiting' && outcome !== 'retrying' && outcome !== 'rejected') return;
  if (state.failure === undefined) history.violated('I1', `${record} is ${outcome} without a reason`);
  if (row === undefined && history.lost.has(record)) return;
  if (row === undefined) history.violated('I1', `${record} is ${outcome} and not on the open list`);
  if (dead) return;
  if (outcome === 'rejected') {
    history.violated('I1', `${record} is rejected and no dead letter of it can be replayed`);
    return;
  }
  if (state.nextAt === undefined) history.violated('I5', `${record} is ${outcome} without a next time`);
  const comes = [...bus.messages()].some(
    (message) =>
      message.state === 'scheduled' &&
      recordOf(maps.byName(message.change.map), message.change.row) === record,
  );
  if (!comes) history.violated('I1', `${record} is ${outcome} and no message is going to come`);
}

/** Every claim and every key that was left with a holder is an entry; one that was committed says how it ended. */
async function checkTimeline({ history, ledger }: Simulation, record: string): Promise<void> {
  const rows = await ledger.timeline(record, 10_000);
  const claims = history.claims.filter((claim) => claim.record === record).length;
  const folds = history.folds.filter((fold) => fold.record === record).length;
  if (rows.length !== claims + folds)
    history.violated(
      'I4',
      `${record} had ${String(claims + folds)} attempts and has ${String(rows.length)} on its timeline`,
    );
  const ended = rows.filter(({ outcome }) => outcome !== 'started' && outcome !== 'folded').length;
  const commits = history.commits.filter((commit) => commit.record === record).length;
  if (ended !== commits)
    history.violated(
      'I4',
      `${record} was committed ${String(commits)} times and ${String(ended)} attempts on its timeline have ended`,
    );
}

function checkListed({ history, bus }: Simulation, row: OpenRow, states: readonly RecordState[]): void {
  const state = states.find(({ record }) => record === row.record);
  const open =
    state === undefined ||
    state.outcome === 'waiting' ||
    state.outcome === 'retrying' ||
    state.outcome === 'rejected';
  if (!open && row.deadLetter === undefined)
    history.violated('I5', `${row.record} is ${String(state.outcome)} and stays on the open list`);
  if (
    row.deadLetter !== undefined &&
    ![...bus.messages()].some(({ sequenceNumber }) => sequenceNumber === row.deadLetter?.sequenceNumber)
  )
    history.violated('I5', `${row.record} names a dead letter that is gone`);
}
