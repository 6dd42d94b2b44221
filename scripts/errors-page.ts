import { causes, type CauseEntry } from '../shared/causes/causes.ts';
import { cures, whoCures } from '../shared/causes/cure.ts';

/** `docs/errors.md`: every cause of the catalogue, by who can cure it. */
export function errorsPage(): string {
  const entries: readonly (readonly [string, CauseEntry])[] = Object.entries(causes);
  const parts = cures.map((cure) => {
    const rows = entries
      .filter(([, entry]) => entry.cure === cure)
      .map(([cause, { means, remedy }]) => `| \`${cause}\` | ${cell(means)} | ${cell(remedy)} |`);
    const title = whoCures(cure).replace(/^an? /, '');
    return [
      `## What ${whoCures(cure)} cures`,
      '',
      `| cause | what it means | what the ${title} does |`,
      '|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return `${head}\n${parts.join('\n')}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

const head = `# Errors

Made from \`shared/causes/causes.ts\` by \`npm run docs\`.

An open record says its record, its field where one is known, the system's own words, and these three: the **cause** out
of the closed set below, what to do, and who can cure it. What follows the cure depends on the record's outcome:

| outcome | after the cure |
|---|---|
| waiting | it goes on by itself, at the latest at its next time |
| retrying | it goes on by itself; only a failure of the record itself that stays for a day is rejected |
| rejected | replay it |

The text of a failure stays the system's own. A refusal that is not recognised has the cause \`unexpected\`.
`;
