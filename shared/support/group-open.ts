import { causes } from '../causes/causes.ts';
import type { OpenRow } from '../ledger/ledger.ts';
import { causeOf } from './cause-of.ts';
import { cureOf, type Cure } from './cure-of.ts';
import { standingOf, type Standing } from './standing.ts';

/** Open records with one cause in one column. */
export interface OpenGroup {
  readonly cause: string;
  readonly field?: string;
  readonly count: number;
  readonly standings: Readonly<Partial<Record<Standing, number>>>;
  /** What is the matter, in one plain sentence. */
  readonly sentence: string;
  /** What to do. */
  readonly remedy: string;
  readonly cure: Cure;
  /** Since when the oldest is open, and which it is. */
  readonly oldest: string;
  readonly example: string;
}

/** Groups open rows by cause and column, the largest group first. Pure; rows come oldest first. */
export function groupOpen(rows: readonly OpenRow[]): readonly OpenGroup[] {
  const groups = Map.groupBy(rows, ({ failure }) => JSON.stringify([causeOf(failure), failure.field ?? '']));
  return [...groups.values()].flatMap(groupOf).sort((a, b) => b.count - a.count);
}

function groupOf(rows: readonly OpenRow[]): readonly OpenGroup[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { field } = first.failure;
  const standings: Partial<Record<Standing, number>> = {};
  for (const row of rows) standings[standingOf(row)] = (standings[standingOf(row)] ?? 0) + 1;
  return [
    {
      cause: causeOf(first.failure),
      ...(field === undefined ? {} : { field }),
      count: rows.length,
      standings,
      sentence: sentenceOf(rows, first),
      remedy: mostFrequent(rows.flatMap(({ failure: { hint } }) => (hint === undefined ? [] : [hint]))),
      cure: cureOf(first.failure),
      oldest: first.since,
      example: first.number ?? first.record,
    },
  ];
}

/** What the catalogue of causes says; where no cause was found, what the system said most often. */
const sentenceOf = (rows: readonly OpenRow[], { failure: { cause } }: OpenRow): string =>
  cause === undefined ? mostFrequent(rows.map(({ failure }) => failure.message)) : causes[cause].means;

/** The text that most have; the earliest of those where several are as frequent. Empty where there is none. */
function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let most = '';
  for (const [text, count] of counts) if (count > (counts.get(most) ?? 0)) most = text;
  return most;
}
