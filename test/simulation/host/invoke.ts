import { runChange } from '../../../shared/sync/run-change.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import type { Area } from '../../../shared/table-map/area.ts';
import type { Simulation } from '../run/simulation.ts';
import type { Wire } from './call-port.ts';
import { Crash } from './crash.ts';
import { isLive, type Host, type Run } from './host.ts';
import { syncOf } from './sync-of.ts';

/** A seed needs some hundreds. */
const mostInvocations = 5_000;

/** Starts one invocation on a host. @returns false when the host ended or the work threw. */
export async function invoke(
  simulation: Simulation,
  wire: Wire,
  host: Host,
  kind: string,
  work: (sync: Sync, run: Run) => Promise<void>,
): Promise<'done' | 'crashed' | 'threw'> {
  const run: Run = {
    host,
    life: host.life,
    name: `${host.name}.${kind}.${String(++simulation.invocations)}`,
    claimedAt: undefined,
    record: undefined,
  };
  if (simulation.invocations === mostInvocations)
    simulation.history.violated('I5', `${String(mostInvocations)} invocations: messages multiply`);
  simulation.underWay.add(run);
  try {
    await work(syncOf(simulation, run, wire), run);
    return isLive(run) ? 'done' : 'crashed';
  } catch (error) {
    if (error instanceof Crash || !isLive(run)) return 'crashed';
    wire.note(run, 'threw', error instanceof Error ? error.message : String(error));
    return 'threw';
  } finally {
    simulation.underWay.delete(run);
  }
}

/** Gives one active message of an area to a host that is up, as the functions host does. */
export function deliver(simulation: Simulation, wire: Wire, area: Area): void {
  const { bus, random, schedule, faults } = simulation;
  const up = simulation.hosts.filter((host) => host.alive && host.frozenUntil <= schedule.now());
  if (up.length === 0 || isAway(simulation)) {
    schedule.after(500, () => deliver(simulation, wire, area));
    return;
  }
  const host = random.pick(up);
  const renews = !(faults.on && random.chance(faults.plan.renewalFails));
  let ended = false;
  const { life } = host;
  const delivery = bus.receive(
    area,
    (count) => random.between(0, Math.max(0, count - 1)),
    () => renews && !ended && host.alive && host.life === life && host.frozenUntil <= schedule.now(),
  );
  if (delivery === undefined) return;
  const { message, sequenceNumber } = delivery;
  void invoke(simulation, wire, host, 'change', async (sync, run) => {
    wire.note(
      run,
      'receives',
      `${message.messageId} (${message.change.event}, attempt ${message.change.attempt}, ${message.change.map} ${message.change.row}), delivery ${String(message.deliveries)}`,
    );
    await runChange(sync, message.change, { sequenceNumber });
  }).then((outcome) => {
    ended = true;
    if (outcome === 'crashed') return;
    if (outcome === 'threw') {
      delivery.abandon();
      return;
    }
    if (faults.on && random.chance(faults.plan.completeFails)) return;
    delivery.complete();
  });
}

/** A bus that is away delivers nothing either. */
const isAway = ({ faults, schedule, startedAt }: Simulation): boolean =>
  faults.on &&
  faults.plan.outages.some(
    ({ port, from, to }) =>
      port === 'bus' && from <= schedule.now() - startedAt && schedule.now() - startedAt < to,
  );
