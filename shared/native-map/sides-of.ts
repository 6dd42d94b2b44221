import type { TableMap } from '../table-map/table-map.ts';
import type { NativePair } from './native-map.ts';
import { pathOf } from './path-of.ts';
import { propertyNamed } from './property-named.ts';

/** The two sides of a pair in our spelling, as far as the pair has them; a property that we do not know as it came. */
export interface Sides {
  readonly property: string | undefined;
  readonly path: string | undefined;
}

export const sidesOf = (map: TableMap, { finance, dataverse, related }: NativePair): Sides => ({
  property: finance === undefined ? undefined : (propertyNamed(map.finance.entity, finance) ?? finance),
  path: dataverse === undefined ? undefined : pathOf(map.dataverse.table, dataverse, related),
});
