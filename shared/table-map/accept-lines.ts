import type { AcceptedLine } from './accepted.ts';
import { mapLines } from './map-lines.ts';
import type { TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

/**
 * A map with the claims that an installation has seen to be true marked as accepted. A claim is accepted word for word: a
 * later version of the map that claims something else in its place is a guess again.
 *
 * @throws TableMapError naming each entry that is no line of the map.
 */
export function acceptLines(map: TableMap, entries: readonly AcceptedLine[]): TableMap {
  const lines = mapLines(map);
  const unknown = entries.filter((entry) => !lines.some(({ line }) => line === entry.line));
  if (unknown.length > 0)
    throw new TableMapError(
      map.name,
      unknown.map(
        ({ line }) =>
          `maps.accepted.json: it has no line "${line}" (any more); npm run maps -- guesses prints those it has`,
      ),
    );
  return entries.reduce((judged, entry) => {
    const found = lines.find(({ line }) => line === entry.line);
    const sure = found?.evidence === 'documented' || found?.evidence === 'imported';
    return found === undefined || sure ? judged : found.judged(judged, 'accepted');
  }, map);
}
