import { resolvePath } from '../table-map/resolve-path.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { NativePair } from './native-map.ts';
import { propertyNamed } from './property-named.ts';
import type { Sides } from './sides-of.ts';

/**
 * Why a pair names something that nobody knows, and what to do; undefined when both sides are known.
 *
 * @param asked an environment was asked for what our metadata does not know.
 */
export function whyUnknown(
  map: TableMap,
  { related }: NativePair,
  { property, path }: Sides,
  asked: boolean,
): string | undefined {
  if (property !== undefined && propertyNamed(map.finance.entity, property) === undefined)
    return asked
      ? `${map.finance.set} of this environment has no property ${property}, or one of a kind that we cannot handle`
      : `our metadata knows no property ${property} of ${map.finance.entity}, and dual-write does not keep its spelling: import with --environment, or declare it in properties of the file and import again`;
  if (path === undefined) return undefined;
  try {
    resolvePath(map.dataverse.table, path);
    return undefined;
  } catch (error) {
    const to = related === undefined ? '' : ` It is a look-up to ${related}.`;
    const next = asked
      ? 'This environment has none either, or one that we cannot handle: a look-up to a table that our metadata does not know'
      : 'Import with --environment, or declare it in columns of the file and import again';
    return `${error instanceof Error ? error.message : String(error)}${to} ${next}`;
  }
}
