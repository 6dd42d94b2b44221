import type { Field, TableMap } from '../table-map/table-map.ts';
import { targetOf } from '../table-map/target-of.ts';

/**
 * What dual-write does without a pair: it fills keys and companies by itself, and finds rows within their company.
 *
 * @param paths what the pairs of the native map name on the Dataverse side.
 */
export function neededWithoutPair(map: TableMap, field: Field, paths: readonly string[]): string | undefined {
  const target = targetOf(field);
  const { project, document, finance } = map;
  if (field.direction === 'to-finance') {
    if (Object.hasOwn(finance.key, target)) return 'part of the key in Finance';
    if (project?.company === target || project?.number === target) return 'names the project of the record';
    const link = Object.entries(document?.link ?? {}).flat();
    return document?.direction === 'to-finance' && link.includes(target)
      ? 'ties the lines of the document to its header'
      : undefined;
  }
  const [lookup = '', ...rest] = target.split('.');
  if (rest.length === 0) return undefined;
  if (document?.lookup === lookup) return 'ties the line to its header';
  return paths.some((path) => path.startsWith(`${lookup}.`))
    ? `finds the row of ${lookup} within its company or project`
    : undefined;
}
