import { lineTarget } from '../table-map/apply-imported.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Difference } from './difference.ts';
import { importPair, type PairContext } from './import-pair.ts';
import type { BuiltInLine } from './leave-out.ts';
import type { NativePair } from './native-map.ts';

/** The lines that pairs make, each with its difference, and the map with them. */
export interface ImportedPairs {
  readonly map: TableMap;
  readonly lines: readonly ImportedLine[];
  readonly differences: readonly Difference[];
}

/**
 * Carries the pairs of a native map over, one after the other.
 *
 * @param start the built-in map, without the lines that are left out.
 */
export function importPairs(
  start: TableMap,
  pairs: readonly NativePair[],
  context: Omit<PairContext, 'filled'>,
): ImportedPairs {
  const lines: ImportedLine[] = [];
  const differences: Difference[] = [];
  const filled = new Set<string>();
  const staying = new Map<string, BuiltInLine>();
  let map = start;
  for (const [pair, native] of pairs.entries()) {
    const imported = importPair(map, native, { ...context, filled });
    const { line, stays, difference } = imported;
    map = imported.map;
    lines.push(line);
    differences.push({ ...difference, pair });
    if (line.kind !== 'not-carried') filled.add(`${line.direction} ${lineTarget(line)}`);
    if (stays !== undefined) staying.set(`${stays.direction} ${stays.target}`, stays);
  }
  // One that another pair fills does not stay.
  const stayed = [...staying].flatMap(([target, line]) => (filled.has(target) ? [] : [line]));
  return { map, lines: [...lines, ...stayed], differences };
}
