import type { Field, TableMap } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';

/** Options of one choice column: English label → integer as text. */
export type ChoiceOptions = ReadonlyMap<string, string>;

/** Columns of the map whose choices must be read before it is used. */
export function choiceColumns(map: TableMap): readonly string[] {
  return [
    ...new Set(map.fields.flatMap((field) => (isLabelled(field) ? [field.dataverse?.path ?? ''] : []))),
  ];
}

/**
 * The map with integers in place of labels.
 *
 * @param choices for each of `choiceColumns`, what Dataverse says of it.
 * @throws TableMapError naming each label that the environment does not have.
 */
export function withChoices(map: TableMap, choices: ReadonlyMap<string, ChoiceOptions>): TableMap {
  const faults: string[] = [];
  const fields = map.fields.map((field): Field => {
    if (field.transform.kind !== 'label-map' || field.dataverse === undefined) return field;
    const { path } = field.dataverse;
    const options = choices.get(path);
    const pairs = Object.entries(field.transform.labels).map(([member, label]): [string, string] => {
      const option = options?.get(label.toLowerCase());
      if (option === undefined)
        faults.push(
          `${path} of ${map.dataverse.table} has no option "${label}" for ${member}; it has ${[...(options?.keys() ?? [])].join(', ')}`,
        );
      return [member, option ?? ''];
    });
    return { ...field, transform: { kind: 'value-map', pairs: Object.fromEntries(pairs) } };
  });
  if (faults.length > 0) throw new TableMapError(map.name, faults);
  return { ...map, fields };
}

const isLabelled = (field: Field): boolean => field.transform.kind === 'label-map';
