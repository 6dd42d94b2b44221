import type { TableMap } from '../table-map/table-map.ts';

/**
 * Why a look at the two environments keeps a map from running, for a person; undefined when nothing does. Waits for the
 * first look; afterwards the answer is at hand.
 *
 * @throws CounterpartError when a system cannot be asked just now, LedgerError: then nobody knows, and nothing is written.
 */
export type MapFault = (map: TableMap) => Promise<string | undefined>;
