import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { NativePair } from './native-map.ts';

const ways = (map: TableMap): readonly Direction[] => [
  ...(map.toFinance === undefined ? [] : (['to-finance'] as const)),
  ...(map.toDataverse === undefined ? [] : (['to-dataverse'] as const)),
];

/**
 * The one direction in which a pair is carried, since each column has one owner. A pair of both ways goes as the built-in
 * map has it, else as its open pair does, else from the side that makes the rows; a constant goes to the side that is named.
 *
 * @returns undefined when the map does not go that way, or the pair says none.
 */
export function directionOf(
  map: TableMap,
  pair: NativePair,
  property: string | undefined,
  path: string | undefined,
): Direction | undefined {
  const possible = ways(map);
  const only = (direction: Direction): Direction | undefined =>
    possible.includes(direction) ? direction : undefined;
  if (pair.direction === 'unknown') return undefined;
  if (pair.direction !== 'both') return only(pair.direction);
  if (property === undefined) return only('to-dataverse');
  if (path === undefined) return only('to-finance');
  const whole = map.fields.find(
    ({ dataverse, finance }) => dataverse?.path === path && finance?.property === property,
  );
  const half = map.fields.find(({ direction, dataverse, finance }) =>
    direction === 'to-finance' ? finance?.property === property : dataverse?.path === path,
  );
  const open = map.openPairs.find((each) => each.property === property);
  const maker = map.identity === 'dataverse' ? 'to-finance' : 'to-dataverse';
  return whole?.direction ?? half?.direction ?? open?.direction ?? only(maker) ?? possible[0];
}
