import { applyImported } from '../table-map/apply-imported.ts';
import { checkTableMap } from '../table-map/check-table-map.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { TableMapError } from '../table-map/table-map-error.ts';
import { targetOf } from '../table-map/target-of.ts';

const notSentThere = 'dual-write does not send it there';

/** A line of the built-in map that the native map has not, and why it goes or stays. */
export type BuiltInLine = Extract<ImportedLine, { readonly kind: 'keep' | 'leave-out' }>;

/**
 * Takes lines out of a map. One that another rule of the map needs stays, for the reason that the check of the map gives.
 *
 * @param needed why a line must stay besides; undefined when it need not.
 */
export function leaveOut(
  map: TableMap,
  fields: readonly Field[],
  needed: (field: Field) => string | undefined,
): { readonly map: TableMap; readonly lines: readonly BuiltInLine[] } {
  let left = map;
  const lines = fields.map((field): BuiltInLine => {
    const line = { direction: field.direction, target: targetOf(field) };
    const why = needed(field);
    if (why !== undefined) return { kind: 'keep', ...line, note: why };
    const out: BuiltInLine = { kind: 'leave-out', ...line, note: notSentThere };
    try {
      const next = applyImported(left, { ...nothing, map: map.name, lines: [out] }, []);
      checkTableMap(next);
      left = { ...next, version: map.version };
      return out;
    } catch (error) {
      if (!(error instanceof TableMapError)) throw error;
      return { kind: 'keep', ...line, note: error.faults.join('; ') };
    }
  });
  return { map: left, lines };
}

const nothing = { source: '', columns: {}, properties: {}, filter: 'ours', posted: 'ours' } as const;

/**
 * What dual-write does without a pair: it fills keys and companies by itself, and finds rows within their company.
 *
 * @param paths what the pairs of the native map name on the Dataverse side.
 */
export function neededWithoutPair(map: TableMap, field: Field, paths: readonly string[]): string | undefined {
  const target = targetOf(field);
  const { project, document, finance } = map;
  if (field.direction === 'to-finance') {
    if (Object.hasOwn(finance.key, target))
      return 'part of the key in Finance, which dual-write fills by itself';
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
