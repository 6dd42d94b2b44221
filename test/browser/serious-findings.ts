import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const settled =
  'Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished)).then(() => undefined)';

/** What axe finds serious or critical on a page, each with the first element that it is about. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // What is fading in has other colours than what a person reads.
  await page.evaluate(settled);
  // By evaluation: the page's own policy forbids another script.
  await page.evaluate(await readFile(axe, 'utf8'));
  // The component library's traps of focus hand it on at once: nobody stays on them.
  const violations = await page.evaluate<readonly Finding[]>(
    'axe.run({ exclude: ["[data-tabster-dummy]"] }, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
