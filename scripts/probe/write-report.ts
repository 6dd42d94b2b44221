import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../shared/probe/report.ts';

/**
 * Writes the report, and beside it what a person reviews: lines of settings, and entries of `maps.accepted.json` that
 * are not signed.
 *
 * @returns the paths of the files.
 */
export async function writeReport(folder: string, report: Report): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const name = join(folder, report.at.replaceAll(/[:.]/g, '-'));
  const settings = Object.entries(report.review.settings).map(([setting, value]) => `${setting}=${value}\n`);
  const files = [
    { path: `${name}.json`, text: json(report) },
    { path: `${name}.settings.env`, text: settings.join('') },
    { path: `${name}.maps.accepted.json`, text: json(report.review.accepted) },
  ];
  for (const { path, text } of files) await writeFile(path, text);
  return files.map(({ path }) => path);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
