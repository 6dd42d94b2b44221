import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../../scripts/errors-page.ts';
import { causes } from '../../shared/causes/causes.ts';

describe('docs/errors.md', () => {
  it('says what the catalogue of causes says; if not, run npm run docs', async () => {
    const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    expect(page).toBe(errorsPage());
  });

  it('has one line for every cause', () => {
    const lines = errorsPage().split('\n');
    for (const [cause, { means, remedy }] of Object.entries(causes))
      expect(
        lines.filter((line) => line === `| \`${cause}\` | ${means} | ${remedy} |`),
        cause,
      ).toHaveLength(1);
  });
});
