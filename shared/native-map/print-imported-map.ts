import { isLosslessNumber } from 'lossless-json';
import type { Filter } from '../table-map/filter.ts';
import type { ImportedLine, ImportedMap } from '../table-map/imported-map.ts';

/**
 * An imported map as the text of its `.imported.ts` file, one line a column; not yet wrapped to any width.
 *
 * @param shared path from the file to `shared/`, such as `../../shared`.
 */
export function printImportedMap(imported: ImportedMap, shared: string): string {
  const { map, version, source, columns, properties, filter, posted, lines } = imported;
  const conditions = [filter, posted].some((each) => typeof each !== 'string' && 'when' in each);
  const body = [
    ...(version === undefined ? [] : [`version: ${literal(version)},`]),
    `source: ${literal(source)},`,
    ...(Object.keys(columns).length === 0 ? [] : [`columns: ${literal(columns)},`]),
    ...(Object.keys(properties).length === 0 ? [] : [`properties: ${literal(properties)},`]),
    `filter: ${conditionText(filter)},`,
    `posted: ${conditionText(posted)},`,
    'lines: [',
    ...lines.map((line) => `${lineText(line)},`),
    '],',
  ];
  return [
    `import { defineImportedMap } from '${shared}/table-map/define-imported-map.ts';`,
    ...(conditions ? [`import { when } from '${shared}/table-map/when.ts';`] : []),
    '',
    '/**',
    " * What dual-write's own map says in this environment, written by `npm run maps -- import`. A line may be changed by hand:",
    ' * the next import keeps that, or names where the two collide. Comments are not kept, notes are.',
    ' */',
    `export default defineImportedMap(${literal(map)}, ({ ${builders(lines).join(', ')} }) => ({`,
    ...body,
    '}));',
    '',
  ].join('\n');
}

const builders = (lines: readonly ImportedLine[]): readonly string[] => [...new Set(lines.map(builderOf))];

function builderOf(line: ImportedLine): string {
  if (line.kind === 'not-carried') return 'notCarried';
  const way = line.direction === 'to-finance' ? 'ToFinance' : 'ToDataverse';
  switch (line.kind) {
    case 'pair':
      return `t${way.slice(1)}`;
    case 'constant':
      return `constant${way}`;
    case 'keep':
      return `keep${way}`;
    case 'leave-out':
      return `leaveOut${way}`;
  }
}

/** A line as it stands in the file. */
export function lineText(line: ImportedLine): string {
  const call = (...values: readonly string[]): string => `${builderOf(line)}(${values.join(', ')})`;
  switch (line.kind) {
    case 'pair': {
      const { values, whenEmpty, note } = line;
      const options = [
        ...(values === undefined ? [] : [`values: ${valuesText(values)}`]),
        ...(whenEmpty === undefined ? [] : [`whenEmpty: ${literal(whenEmpty)}`]),
        ...(note === undefined ? [] : [`note: ${literal(note)}`]),
      ];
      return call(
        literal(line.path),
        literal(line.property),
        literal(line.evidence),
        ...(options.length === 0 ? [] : [`{ ${options.join(', ')} }`]),
      );
    }
    case 'constant':
      return call(
        literal(line.target),
        literal(line.value),
        literal(line.evidence),
        ...(line.note === undefined ? [] : [literal(line.note)]),
      );
    case 'keep':
    case 'leave-out':
      return call(
        literal(line.target),
        literal(line.note),
        ...(line.evidence === undefined ? [] : [literal(line.evidence)]),
      );
    case 'not-carried':
      return call(literal(line.finance), literal(line.dataverse), literal(line.note));
  }
}

/** Options and flags as a map writes them: numbers and booleans, or '' for an empty column. */
const valuesText = (values: Readonly<Record<string, string>>): string =>
  `{ ${Object.entries(values)
    .map(([member, value]) => `${literal(member)}: ${scalar(value)}`)
    .join(', ')} }`;

const scalar = (value: string | boolean): string =>
  typeof value === 'string' && /^(0|[1-9]\d{0,14}|true|false)$/.test(value) ? value : literal(value);

/** A filter as it stands in the file. */
export function conditionText(filter: ImportedMap['filter'] | ImportedMap['posted']): string {
  if (typeof filter === 'string') return literal(filter);
  if ('notCarried' in filter)
    return `{ text: ${literal(filter.text)}, notCarried: ${literal(filter.notCarried)} }`;
  const instead = 'instead' in filter ? ', instead: true' : '';
  return `{ text: ${literal(filter.text)}, when: ${whenText(filter.when)}${instead} }`;
}

function whenText(filter: Filter): string {
  switch (filter.kind) {
    case 'everything':
      return 'when.everything';
    case 'equals':
    case 'differs':
      return `when.${filter.kind}(${literal(filter.column)}, ${isLosslessNumber(filter.value) ? filter.value.toString() : literal(filter.value)})`;
    case 'columns-differ':
      return `when.columnsDiffer(${literal(filter.column)}, ${literal(filter.other)})`;
    case 'and':
      return `when.all(${filter.all.map(whenText).join(', ')})`;
    case 'or':
      return `when.any(${filter.any.map(whenText).join(', ')})`;
  }
}

const literal = (value: unknown): string => JSON.stringify(value);
