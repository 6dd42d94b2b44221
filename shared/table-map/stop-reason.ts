import { guesses } from './guesses.ts';
import type { TableMap } from './table-map.ts';

/**
 * Why a map cannot run as it is written down, for a person; undefined when it can.
 *
 * @param onGuesses whether it may run on lines that are inferred or assumed.
 */
export function stopReason(map: TableMap, onGuesses: 'run' | 'stop' = 'run'): string | undefined {
  const missing = map.openPairs
    .filter((pair) => pair.direction === 'to-finance' && Object.hasOwn(map.finance.key, pair.property))
    .map((pair) => pair.property);
  if (missing.length > 0)
    return `no Dataverse column is known for ${missing.join(', ')} of its Finance key: name it in maps.accepted.json`;
  if (onGuesses === 'run') return undefined;
  const names = guesses(map).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return (
    `${names.length === 1 ? 'one of its lines is a guess' : `${names.length} of its lines are guesses`} (${listed(names)}): ` +
    'import your own map, or look each up in your environment and accept it by name in maps.accepted.json ' +
    `(npm run maps -- guesses "${map.name}" lists them)`
  );
}

const mostNamed = 6;

const listed = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
