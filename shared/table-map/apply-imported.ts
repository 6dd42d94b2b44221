import { financeEntity, financeTypeOf } from './finance-entity.ts';
import type { ImportedLine, ImportedMap, ImportedPair } from './imported-map.ts';
import { resolvePath } from './resolve-path.ts';
import type { Field, OpenPair, TableMap, ToDataverse, ToFinance, Transform } from './table-map.ts';
import { TableMapError } from './table-map-error.ts';
import { targetOf } from './target-of.ts';
import { when } from './when.ts';
import { withParents } from './with-parents.ts';

/**
 * A built-in map with what the environment's own map says of it. A pair takes the place of the built-in line with the
 * same target and keeps that line's guards (when it is sent, whether it is required); a new target is added; a line that
 * is left out goes. Filters as `ImportedMap` says.
 *
 * @param maps all built-in maps, to find parents among.
 * @throws TableMapError naming every line that names a column or property that does not exist. Whether the result agrees
 * with itself is checked by `checkTableMap`.
 */
export function applyImported(map: TableMap, imported: ImportedMap, maps: readonly TableMap[]): TableMap {
  const faults = [...repeatedLines(imported), ...strayLines(map, imported)];
  const fields = [...map.fields];
  for (const line of inOrder(imported.lines)) {
    if (line.kind === 'not-carried' || isSettled(map, fields, line)) continue;
    const at = fields.findIndex(
      (field) => field.direction === line.direction && targetOf(field) === lineTarget(line),
    );
    try {
      const field = line.kind === 'leave-out' ? undefined : fieldAfter(map, line, fields[at]);
      if (line.kind === 'keep' && field === undefined) continue;
      fields.splice(at < 0 ? fields.length : at, at < 0 ? 0 : 1, ...(field === undefined ? [] : [field]));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (faults.length > 0) throw new TableMapError(map.name, faults);
  const { toFinance, toDataverse } = map;
  return {
    ...map,
    version: imported.version ?? map.version,
    fields,
    openPairs: map.openPairs.filter((open) => !fields.some((field) => fills(field, open))),
    ...(toFinance === undefined
      ? {}
      : {
          toFinance: {
            ...filtered(toFinance, imported.filter),
            references: withParents(map, pathsToFinance(imported), maps).filter(
              (reference) =>
                reference.kind === 'parent' || !isLeftOut(imported, 'to-finance', reference.property),
            ),
          },
        }),
    ...(toDataverse === undefined ? {} : { toDataverse: posted(toDataverse, imported.posted) }),
  };
}

/** Two lines about one column would contradict each other. */
function repeatedLines({ lines }: ImportedMap): string[] {
  const targets = lines.flatMap((line) =>
    line.kind === 'not-carried' ? [] : [`${line.direction} ${lineTarget(line)}`],
  );
  return [...new Set(targets.filter((target, index) => targets.indexOf(target) !== index))].map(
    (target) => `two lines of its imported file are about ${target.replace(/^\S+ /, '')}: keep one`,
  );
}

/** What write-back columns there are is up to the setting WRITE_BACK, so lines about them may find none. */
const strayLines = (map: TableMap, { lines }: ImportedMap): string[] =>
  lines.flatMap((line) =>
    (line.kind !== 'keep' && line.kind !== 'leave-out') ||
    (line.direction === 'to-dataverse' && map.toDataverse?.target.kind === 'write-back') ||
    map.fields.some((field) => field.direction === line.direction && targetOf(field) === line.target)
      ? []
      : [
          `its imported file speaks of ${line.target}, which it does not fill: correct the name, or delete the line`,
        ],
  );

/** What goes makes room for what comes. */
const inOrder = (lines: readonly ImportedLine[]): readonly ImportedLine[] => [
  ...lines.filter(({ kind }) => kind === 'leave-out'),
  ...lines.filter(({ kind }) => kind !== 'leave-out'),
];

/** Which columns of rows that Dataverse made take what Finance writes back is up to the setting WRITE_BACK. */
const isSettled = ({ toDataverse }: TableMap, fields: readonly Field[], line: ImportedLine): boolean =>
  toDataverse?.target.kind === 'write-back' &&
  line.kind === 'pair' &&
  line.direction === 'to-dataverse' &&
  fields.some(
    ({ direction, finance, dataverse }) =>
      direction === 'to-dataverse' && finance?.property === line.property && dataverse?.path !== line.path,
  );

/** The column that a line of an imported map is about. */
export const lineTarget = (line: Exclude<ImportedLine, { readonly kind: 'not-carried' }>): string => {
  if (line.kind !== 'pair') return line.target;
  return line.direction === 'to-finance' ? line.property : line.path;
};

/** A row that is not named to the other system any more need not be there. */
const isLeftOut = ({ lines }: ImportedMap, direction: Field['direction'], target: string): boolean =>
  lines.some((line) => line.kind === 'leave-out' && line.direction === direction && line.target === target);

const fills = (field: Field, open: OpenPair): boolean =>
  field.direction === open.direction && field.finance?.property === open.property;

const pathsToFinance = ({ lines }: ImportedMap): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'pair' && line.direction === 'to-finance' ? [line.path] : []));

/** A line that stays is as sure as it says, or as it was. */
function fieldAfter(
  map: TableMap,
  line: Extract<ImportedLine, { readonly kind: 'pair' | 'constant' | 'keep' }>,
  builtIn: Field | undefined,
): Field | undefined {
  if (line.kind !== 'keep') return fieldOf(map, line, builtIn);
  const { evidence, note } = line;
  return builtIn === undefined || evidence === undefined ? builtIn : { ...builtIn, evidence, note };
}

function fieldOf(
  map: TableMap,
  line: Extract<ImportedLine, { readonly kind: 'pair' | 'constant' }>,
  builtIn: Field | undefined,
): Field {
  const toFinance = line.direction === 'to-finance';
  const guards = {
    direction: line.direction,
    sent: builtIn?.sent ?? ('always' as const),
    required: builtIn?.required ?? (toFinance && Object.hasOwn(map.finance.key, lineTarget(line))),
    evidence: line.evidence,
  };
  if (line.kind === 'constant')
    return {
      ...guards,
      ...(toFinance ? { finance: propertyOf(map, line.target) } : { dataverse: columnOf(map, line.target) }),
      transform: { kind: 'constant', value: line.value },
      ...(line.note === undefined ? {} : { note: line.note }),
    };
  const same = builtIn?.dataverse?.path === line.path && builtIn.finance?.property === line.property;
  const note = line.note ?? (same ? builtIn.note : undefined);
  return {
    ...guards,
    dataverse: {
      ...columnOf(map, line.path),
      ...(same && builtIn.dataverse.orElse !== undefined ? { orElse: builtIn.dataverse.orElse } : {}),
    },
    finance: propertyOf(map, line.property),
    transform: transformOf(line),
    ...(builtIn?.omitEmpty === undefined || line.whenEmpty !== undefined ? {} : { omitEmpty: true }),
    ...(line.whenEmpty === undefined ? {} : { whenEmpty: line.whenEmpty }),
    ...(same && builtIn.truncate !== undefined ? { truncate: builtIn.truncate } : {}),
    ...(same && builtIn.scale !== undefined ? { scale: builtIn.scale } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

const transformOf = ({ values }: ImportedPair): Transform =>
  values === undefined ? { kind: 'copy' } : { kind: 'value-map', pairs: values };

const columnOf = (map: TableMap, path: string): NonNullable<Field['dataverse']> => ({
  path,
  type: resolvePath(map.dataverse.table, path).type,
});

function propertyOf({ finance: { entity } }: TableMap, property: string): NonNullable<Field['finance']> {
  const found = financeEntity(entity).properties[property];
  if (found === undefined) throw new Error(`${property} is no property of ${entity}`);
  return { property, type: financeTypeOf(found) };
}

function filtered(rules: ToFinance, imported: ImportedMap['filter']): ToFinance {
  if (imported === 'ours') return rules;
  const { filter, ...others } = rules;
  if (imported === 'none') return others;
  if ('notCarried' in imported)
    return {
      ...rules,
      filter: {
        text: 'every row',
        when: when.everything,
        exit: 'keep',
        ...filter,
        evidence: 'assumed',
        notCarried: imported.text,
      },
    };
  const { text, when: condition } = imported;
  return {
    ...rules,
    filter: { text, when: condition, evidence: 'imported', exit: filter?.exit ?? 'keep' },
  };
}

function posted(rules: ToDataverse, imported: ImportedMap['posted']): ToDataverse {
  if (imported === 'ours') return rules;
  const ours = rules.posted;
  if ('notCarried' in imported)
    return { ...rules, posted: { ...ours, evidence: 'assumed', notCarried: imported.text } };
  const { text, when: condition, instead } = imported;
  if (instead === true) return { ...rules, posted: { text, when: condition, evidence: 'imported' } };
  return {
    ...rules,
    posted: {
      text: `${ours.text} and ${text}`,
      when: when.all(ours.when, condition),
      evidence: ours.evidence,
    },
  };
}
