import { explain } from '../causes/explain.ts';
import type { RecordState } from '../ledger/ledger.ts';
import { isNewerVersion } from '../table-map/is-newer-version.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { ExplainedProblem } from './problem.ts';

/**
 * A record that a newer version of its map has worked on is left to that version: while old and new code run side by
 * side each would else undo what the other wrote, at every change and at every echo. The change comes back as after any
 * passing failure, until an instance of the newer version takes it; for a day at most.
 *
 * After a roll-back nobody has the newer version. A raised epoch says so: what was worked on under an earlier one is
 * anybody's.
 *
 * @param epoch the one that counts now.
 * @returns a problem (transient) naming both versions; undefined where this instance may work on the record.
 */
export function newerMap(
  map: TableMap,
  state: Pick<RecordState, 'mapVersion' | 'epoch'>,
  epoch: number,
): ExplainedProblem | undefined {
  if (!isNewerVersion(state.mapVersion, map.version) || state.epoch < epoch) return undefined;
  return {
    kind: 'transient',
    uncertain: false,
    failure: explain('map-newer', {
      code: 'map-newer',
      message: `Version ${state.mapVersion} of the map "${map.name}" has worked on this record; this instance has version ${map.version} and leaves it alone.`,
    }),
  };
}
