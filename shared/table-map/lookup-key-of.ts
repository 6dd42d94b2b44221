import type { ODataValue } from '../odata/value.ts';
import { resolvePath } from './resolve-path.ts';
import type { LookupKey } from './transformed.ts';

/** One column of the row that a look-up must point to. */
export interface LookupPart {
  /** Finance property that the value comes from. */
  readonly source: string;
  /** Path from the row: one name for a column of its own, more for a row that it points to. */
  readonly path: readonly string[];
  readonly value: ODataValue;
}

export interface NamedRow {
  /** Null when nothing is named. */
  readonly key: LookupKey | null;
  /** Parts without which the row is not named, though others are there. */
  readonly missing: readonly LookupPart[];
}

/**
 * Puts the parts of a look-up together. The row's own columns name it; rows that it points to only qualify the name (a
 * project number within its company). So nothing is named when all own columns are empty; when some are, or a
 * qualifier is, the name is incomplete.
 */
export function lookupKeyOf(table: string, column: string, parts: readonly LookupPart[]): NamedRow {
  const target = targetOf(table, column);
  const own = parts.filter((part) => part.path.length === 1);
  const naming = own.length === 0 ? parts : own;
  if (naming.every(isEmpty)) return { key: null, missing: [] };

  const where: Record<string, ODataValue | LookupKey> = {};
  const missing = own.filter(isEmpty);
  for (const { path, value } of own) where[path[0] ?? ''] = value;
  for (const [step, nested] of byFirstStep(parts)) {
    const qualifier = lookupKeyOf(target, step, nested);
    missing.push(...(qualifier.key === null ? nested : qualifier.missing).map((part) => under(step, part)));
    if (qualifier.key !== null) where[step] = qualifier.key;
  }
  return { key: { table: target, where }, missing };
}

function targetOf(table: string, column: string): string {
  const target = resolvePath(table, column).targets?.[0];
  if (target === undefined) throw new Error(`${column} of ${table} is no look-up to one table.`);
  return target;
}

/** Parts over further look-ups, by the first of them, without it. */
function byFirstStep(parts: readonly LookupPart[]): ReadonlyMap<string, LookupPart[]> {
  const steps = new Map<string, LookupPart[]>();
  for (const part of parts) {
    const [step = '', ...path] = part.path;
    if (path.length > 0) steps.set(step, [...(steps.get(step) ?? []), { ...part, path }]);
  }
  return steps;
}

const under = (step: string, part: LookupPart): LookupPart => ({ ...part, path: [step, ...part.path] });

const isEmpty = ({ value }: LookupPart): boolean => value === null;
