import type { ImportedLine } from '../table-map/imported-map.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { TableMapError } from '../table-map/table-map-error.ts';
import { targetOf } from '../table-map/target-of.ts';
import { applyLine } from './apply-line.ts';

const notFilledThere = 'dual-write does not fill it there';

/** A line of the built-in map that the native map has not, and why it goes or stays. */
export type BuiltInLine = Extract<ImportedLine, { readonly kind: 'keep' | 'leave-out' }>;

/**
 * Takes lines out of a map. One that another rule of the map needs stays, for the reason that the check of the map gives.
 *
 * @param needed why a line must stay besides, and how sure it then is; undefined when it need not.
 */
export function leaveOut(
  map: TableMap,
  fields: readonly Field[],
  needed: (field: Field) => Pick<BuiltInLine, 'note' | 'evidence'> | undefined,
): { readonly map: TableMap; readonly lines: readonly BuiltInLine[] } {
  let left = map;
  const lines = fields.map((field): BuiltInLine => {
    const line = { direction: field.direction, target: targetOf(field) };
    const why = needed(field);
    if (why !== undefined) return { kind: 'keep', ...line, ...why };
    const out: BuiltInLine = { kind: 'leave-out', ...line, note: notFilledThere };
    try {
      left = applyLine(left, out, []);
      return out;
    } catch (error) {
      if (!(error instanceof TableMapError)) throw error;
      return { kind: 'keep', ...line, note: error.faults.join('; ') };
    }
  });
  return { map: left, lines };
}
