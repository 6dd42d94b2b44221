import type { TableMap } from './table-map.ts';

/** Why a map cannot run as it is written down, for a person; undefined when it can. */
export function stopReason(map: TableMap): string | undefined {
  const missing = map.openPairs
    .filter((pair) => pair.direction === 'to-finance' && Object.hasOwn(map.finance.key, pair.property))
    .map((pair) => pair.property);
  return missing.length === 0
    ? undefined
    : `no Dataverse column is known for ${missing.join(', ')} of its Finance key: name it in maps.accepted.json`;
}
