import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../shared/probe/report.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Makes the folder of the report before anything is probed: what was found out must not be lost for a mistyped folder.
 *
 * @throws UsageError
 */
export async function makeReportFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`The folder of --out cannot be made: ${(error as Error).message}.`);
  }
}

/**
 * Writes the report, and beside it what a person reviews: lines of settings, and entries of `maps.accepted.json` that
 * are not signed.
 *
 * @param folder that is there.
 * @returns the paths of the files.
 */
export async function writeReport(folder: string, report: Report): Promise<readonly string[]> {
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
