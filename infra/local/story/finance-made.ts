import { sameText } from './same-text.ts';
import { StoryError, until, type Stage } from './stage.ts';

/**
 * Waits until Finance has made something of what it was sent that no set shows, such as a billing rule or a forecast.
 *
 * @param table name in the sandbox's tables.
 * @param rows how many rows with these columns there must be.
 */
export async function financeMade(
  stage: Stage,
  what: string,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows = 1,
): Promise<void> {
  const from = Date.now();
  const all = () => stage.environment.finance.tables(table);
  const there = () =>
    all().filter((row) => Object.entries(columns).every(([column, value]) => sameText(row[column], value)));
  const found = await until(stage.patienceMs, () =>
    Promise.resolve(there().length === rows ? true : undefined),
  );
  const named = Object.values(columns).join(' ');
  if (found === undefined)
    throw new StoryError(
      `${what}: Finance has ${there().length} rows of ${table} with ${named}, expected ${rows}`,
    );
  stage.note({
    who: 'Finance',
    what,
    where: `Finance ${table}`,
    key: rows === 1 ? named : `${named} (${rows})`,
    milliseconds: Date.now() - from,
  });
}
