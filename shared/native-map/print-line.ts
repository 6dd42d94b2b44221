import type { Direction } from '../table-map/direction.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { Field, Transform } from '../table-map/table-map.ts';
import type { NativePair, NativeTransform } from './native-map.ts';

/** The column that a line is about, with the way it is filled: `→ ProjectName`, `← msdyn_vouchernumber`. */
export const sideText = (direction: Direction, target: string): string =>
  `${direction === 'to-finance' ? '→' : '←'} ${target}`;

/** What a field of a map says, without its target's side arrow: source and values. */
export function printField({ direction, dataverse, finance, transform, whenEmpty }: Field): string {
  const source =
    direction === 'to-finance'
      ? [dataverse?.path, dataverse?.orElse?.path].filter((each) => each !== undefined).join(', else ')
      : (finance?.property ?? '');
  return [source, valuesText(transform), emptyText(whenEmpty)].filter((each) => each !== '').join(' ');
}

/** What a line of an imported map says, as `printField` does. */
export function printLine(line: ImportedLine): string {
  switch (line.kind) {
    case 'pair':
      return [
        line.direction === 'to-finance' ? line.path : line.property,
        line.values === undefined ? '' : pairsText(line.values),
        emptyText(line.whenEmpty),
      ]
        .filter((each) => each !== '')
        .join(' ');
    case 'constant':
      return `always ${String(line.value)}`;
    default:
      return '';
  }
}

/** A pair in dual-write's own words. */
export function pairText({ finance, dataverse, direction, transforms }: NativePair): string {
  const arrow = { 'to-finance': '→', 'to-dataverse': '←', both: '↔', unknown: '?' }[direction];
  return [
    `${dataverse ?? 'nothing'} ${arrow} ${finance ?? 'nothing'}`,
    ...transforms.map(transformText),
  ].join(' ');
}

/** A transform in dual-write's own words. */
export function transformText(transform: NativeTransform): string {
  switch (transform.kind) {
    case 'value-map':
      return pairsText(transform.values);
    case 'default':
      return `default ${transform.value}`;
    case 'other':
      return transform.type;
  }
}

function valuesText(transform: Transform): string {
  switch (transform.kind) {
    case 'copy':
      return '';
    case 'constant':
      return `always ${String(transform.value)}`;
    case 'value-map':
      return pairsText(transform.pairs);
    case 'label-map':
      return pairsText(transform.labels);
  }
}

const pairsText = (pairs: Readonly<Record<string, string>>): string =>
  `(${Object.entries(pairs)
    .map(([member, value]) => `${member} = ${value === '' ? 'empty' : value}`)
    .join(', ')})`;

const emptyText = (whenEmpty: string | boolean | undefined): string =>
  whenEmpty === undefined ? '' : `empty: ${String(whenEmpty)}`;
