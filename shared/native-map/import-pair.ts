import type { Direction } from '../table-map/direction.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { TableMapError } from '../table-map/table-map-error.ts';
import { targetOf } from '../table-map/target-of.ts';
import { applyLine } from './apply-line.ts';
import type { Declared } from './declare-columns.ts';
import type { Difference } from './difference.ts';
import { directionOf } from './direction-of.ts';
import type { BuiltInLine } from './leave-out.ts';
import { lineOfPair } from './line-of-pair.ts';
import type { NativePair } from './native-map.ts';
import { outcomeOf } from './outcome-of.ts';
import { pairText, printField, printLine, sideText } from './print-line.ts';
import { sidesOf, type Sides } from './sides-of.ts';
import { whyUnknown } from './why-unknown.ts';

/** What one pair came to. */
export interface ImportedPairOf {
  /** The map with the pair; as it was when the pair is not carried. */
  readonly map: TableMap;
  readonly line: ImportedLine;
  /** The line of ours that stays where the pair is not carried: a guess, for the environment says otherwise. */
  readonly stays?: BuiltInLine;
  readonly difference: Difference;
}

export interface PairContext {
  readonly builtIn: TableMap;
  /** All built-in maps, to find parents among. */
  readonly maps: readonly TableMap[];
  readonly declared: Pick<Declared, 'guessed' | 'asked'>;
  /** Columns that pairs before this one fill, as `direction target`. */
  readonly filled: ReadonlySet<string>;
}

/**
 * Carries one pair over, unless the map would not agree with itself any more: then it is not carried, for the reason that the
 * check of the map gives.
 *
 * @param map the map with everything that was carried so far.
 */
export function importPair(map: TableMap, pair: NativePair, context: PairContext): ImportedPairOf {
  const { builtIn, maps, declared, filled } = context;
  const sides = sidesOf(builtIn, pair);
  const direction = directionOf(builtIn, pair, sides.property, sides.path);
  const target = direction === 'to-finance' ? sides.property : sides.path;
  const field = builtIn.fields.find((each) => each.direction === direction && targetOf(each) === target);
  const about = {
    line: direction === undefined || target === undefined ? pairText(pair) : sideText(direction, target),
    environment: pairText(pair),
    builtIn: field === undefined ? '' : printField(field),
  };
  const refused = (reason: string): ImportedPairOf => ({
    map,
    line: {
      kind: 'not-carried',
      finance: pair.finance ?? '',
      dataverse: pair.dataverse ?? '',
      note: reason,
    },
    ...(field === undefined || direction === undefined || target === undefined
      ? {}
      : {
          stays: {
            kind: 'keep',
            direction,
            target,
            note: `the environment's map has another pair: ${reason}`,
            evidence: 'assumed',
          },
        }),
    difference: {
      ...about,
      outcome: 'not-carried',
      why: field === undefined ? reason : `${reason}; ours stays, and is no more than assumed`,
    },
  });
  if (direction === undefined) return refused(noWay(builtIn, pair));
  const unknown = whyUnknown(builtIn, pair, sides, declared.asked);
  if (unknown !== undefined) return refused(unknown);
  if (filled.has(`${direction} ${target ?? ''}`))
    return refused('another pair of this map fills the same column');
  const made = lineOfPair(builtIn, pair, direction, sides, field);
  if ('reason' in made) return refused(made.reason);
  const guessed = sides.path !== undefined && declared.guessed.has(sides.path);
  const line: ImportedLine =
    guessed && made.line.kind === 'pair'
      ? { ...made.line, evidence: 'assumed', note: guessedType }
      : made.line;
  try {
    const carried = applyLine(map, line, maps);
    const outcome = outcomeOf(builtIn, line, field, carried);
    const why = [
      ...made.limits,
      ...(isBothWays(pair, sides) ? [wayBack(direction)] : []),
      ...(guessed ? [guessedType] : []),
      ...(outcome === 'changed' && field?.note !== undefined ? [`of ours: ${field.note}`] : []),
    ].join('; ');
    return {
      map: carried,
      line,
      difference: { ...about, outcome, environment: printLine(made.said), why },
    };
  } catch (error) {
    if (!(error instanceof TableMapError)) throw error;
    return refused(error.faults.join('; '));
  }
}

const guessedType =
  'the type of its column is a guess from the Finance side: import with --environment to read it';

const isBothWays = ({ direction }: NativePair, { property, path }: Sides): boolean =>
  direction === 'both' && property !== undefined && path !== undefined;

const wayBack = (direction: Direction): string =>
  `the way back is not carried: a column has one owner, here ${direction === 'to-finance' ? 'Dataverse' : 'Finance'}`;

function noWay({ toFinance }: TableMap, { direction }: NativePair): string {
  if (direction === 'unknown') return 'it says no direction that we know; known are 1, 2 and 3';
  return `this map of ours never writes to ${toFinance === undefined ? 'Finance' : 'Dataverse'}`;
}
