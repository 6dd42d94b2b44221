import type { ImportedLine } from '../table-map/imported-map.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { targetOf } from '../table-map/target-of.ts';
import type { Outcome } from './difference.ts';

/**
 * What a line that was carried came to.
 *
 * @param field the line of the built-in map with the same target, if any.
 * @param map the map with the line.
 */
export function outcomeOf(
  builtIn: TableMap,
  line: ImportedLine,
  field: Field | undefined,
  map: TableMap,
): Outcome {
  if (line.kind === 'keep') return 'kept';
  if (field !== undefined) {
    const after = map.fields.find(
      (each) => each.direction === field.direction && targetOf(each) === targetOf(field),
    );
    return after !== undefined && says(after) === says(field) ? 'confirmed' : 'changed';
  }
  const open = builtIn.openPairs.some(
    ({ direction, property }) =>
      line.kind === 'pair' && direction === line.direction && property === line.property,
  );
  return open ? 'filled' : 'added';
}

/** What a field does, however sure it is. */
function says({ evidence: _evidence, note: _note, transform, ...rest }: Field): string {
  const values = transform.kind === 'value-map' ? Object.entries(transform.pairs).sort() : transform;
  return JSON.stringify([Object.entries(rest).sort(), transform.kind, values]);
}
