import { recordOf } from '../../../shared/table-map/record-of.ts';
import type { BusMessage } from '../stand-ins/bus-message.ts';
import type { Simulation } from './simulation.ts';

/**
 * A deferred dead letter that no entry of the open list names any more, in the two ways that are known: a host took it
 * and never heard of it, or lost its lease and took the entry of the next holder off the list. It holds back nothing: its
 * record is looked at by another change.
 */
export const isStranded = (
  { history, maps }: Simulation,
  { sequenceNumber, change, state }: BusMessage,
): boolean =>
  state === 'deferred' &&
  (history.takenInVain.has(sequenceNumber) ||
    history.lost.has(recordOf(maps.byName(change.map), change.row)));
