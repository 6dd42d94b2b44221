import { comparable } from './comparable.ts';
import { groupByLength } from './group-by-length.ts';
import { joinedLoader } from './joined-loader.ts';
import type { ColumnType } from './literal.ts';
import type { Slots } from './slots.ts';
import type { ODataValue, Row } from './value.ts';

export interface JoinedFinding<Found> {
  readonly slots: Slots;
  /** What a `$filter` may hold, encoded. */
  readonly longestFilter: number;
  readonly mostJoined: number;
  readonly typeOf: (column: string) => ColumnType;
  /** `dataAreaId eq 'usmf' and ProjectId eq 'P-1'`. @throws UnfitValueError */
  readonly condition: (where: Row) => string;
  readonly valueOf: (found: Found, column: string) => ODataValue;
  readonly fetch: (filter: string, top: number) => Promise<readonly Found[]>;
}

interface Question {
  readonly where: Row;
  readonly condition: string;
}

/**
 * Joins concurrent questions for rows with these values into one `or` chain, and gives each asker its rows, two at
 * most. A database has its own idea of which texts are equal: where a row that came answers nobody's question in ours,
 * each question of the chain is asked again alone; so is from the start one with letters beyond ASCII.
 */
export function joinedFind<Found>(finding: JoinedFinding<Found>): (where: Row) => Promise<readonly Found[]> {
  const load = joinedLoader<Question, readonly Found[]>({
    slots: finding.slots,
    nameOf: ({ condition }) => condition,
    most: finding.mostJoined,
    group: (questions) => [
      ...questions.filter(({ condition }) => isStrange(condition)).map((question) => [question]),
      ...groupByLength(
        questions.filter(({ condition }) => !isStrange(condition)),
        ({ condition }) => encodeURIComponent(`(${condition}) or `).length,
        finding.longestFilter,
        finding.mostJoined,
      ),
    ],
    fetch: (questions) => ask(finding, questions),
  });
  // The condition is made before joining: a value that does not fit fails its own asker only.
  return async (where) => (await load({ where, condition: finding.condition(where) })) ?? [];
}

const isStrange = (text: string): boolean => /[^\x20-\x7e]/.test(text);

async function ask<Found>(
  finding: JoinedFinding<Found>,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, readonly Found[]>> {
  if (questions.length > 1) {
    const most = questions.length * 2;
    const found = await finding.fetch(
      questions.map(({ condition }) => `(${condition})`).join(' or '),
      most + 1,
    );
    const shared = found.length <= most ? share(finding, questions, found) : undefined;
    if (shared !== undefined) return shared;
  }
  const answers = new Map<string, readonly Found[]>();
  for (const { condition } of questions) answers.set(condition, await finding.fetch(condition, 2));
  return answers;
}

/** @returns undefined when a row answers nobody. */
function share<Found>(
  { typeOf, valueOf }: JoinedFinding<Found>,
  questions: readonly Question[],
  found: readonly Found[],
): ReadonlyMap<string, readonly Found[]> | undefined {
  const answers = new Map<string, Found[]>(questions.map(({ condition }) => [condition, []]));
  for (const row of found) {
    const askers = questions.filter(({ where }) =>
      Object.entries(where).every(
        ([column, value]) =>
          comparable(typeOf(column), valueOf(row, column)) === comparable(typeOf(column), value),
      ),
    );
    if (askers.length === 0) return undefined;
    for (const { condition } of askers) answers.get(condition)?.push(row);
  }
  return new Map([...answers].map(([condition, rows]) => [condition, rows.slice(0, 2)]));
}
