import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../infra/local/browser.ts';
import { percentile } from '../bench/statistics/percentile.ts';
import { openConsoleWorld } from './console-world.ts';
import { scrollFrames, scrollWords } from './scroll-frames.ts';
import { seedOpen } from './seed-open.ts';

/**
 * How soon the console's first page can be used, and how smoothly its list scrolls: `node test/browser/measure.ts`. Prints
 * figures of this machine and judges none: first page with an empty and with a full list, each in a browser without cache,
 * and how 10,000 records scroll. `--parts` also tells when each file and each call of the API came.
 */
const many = 10_000;
const rounds = 7;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const world = await openConsoleWorld();
const browser = await chromium.launch(await findBrowser());

/** When each file and each call of the API began and ended, in milliseconds from the address. A text: it runs in the page. */
const parts = `performance.getEntriesByType('resource')
  .map(({ name, startTime, responseEnd, transferSize }) =>
    '  ' + [name.split('/console/')[1], Math.round(startTime) + '-' + Math.round(responseEnd), transferSize].join(' '))
  .join('\\n')`;

/** Milliseconds from the address to a page on which a text shows. */
async function firstPage(text: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(world.home);
  await page.getByText(text).first().waitFor();
  const milliseconds = performance.now() - began;
  if (process.argv.includes('--parts')) print(await page.evaluate<string>(parts));
  await context.close();
  return milliseconds;
}

async function measured(text: string): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await firstPage(text));
  return `${ms(percentile(times, 0.5))} median, ${ms(Math.max(...times))} longest of ${String(rounds)}`;
}

/** Processes that want a core; above the number of cores everything waits. */
const load = (): string => `${String(cpus().length)} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;

const ms = (value: number): string => `${value.toFixed(0)} ms`;

try {
  print(`machine:                       ${load()}`);
  print(`first page, nothing open:      ${await measured('Nothing needs attention')}`);
  await seedOpen(world, many);
  print(`first page, ${many.toLocaleString('en-US')} open:      ${await measured('EXP-0')}`);

  const page = await browser.newPage();
  await page.goto(world.home);
  const list = page.getByRole('table', { name: 'Open records' });
  await list.getByRole('row').first().waitFor();
  print(`scrolling ${many.toLocaleString('en-US')}: ${scrollWords(await scrollFrames(page, 100))}`);
  print(`machine:                       ${load()}`);
} finally {
  await browser.close();
  await world.stop();
}
