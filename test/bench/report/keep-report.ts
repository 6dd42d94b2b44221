import { readFile, writeFile } from 'node:fs/promises';
import { pageWith } from './page.ts';
import { reportSchema, type Report } from './report.ts';

const docs = new URL('../../../docs/', import.meta.url);
const kept = new URL('performance.json', docs);
const page = new URL('performance.md', docs);

/** What docs/performance.json holds. @throws ZodError when it is no report. */
export const readKept = async (): Promise<Report> =>
  reportSchema.parse(JSON.parse(await readFile(kept, 'utf8')));

/**
 * Puts figures into docs/performance.json, in place of the earlier ones of the same benches, and makes the table of
 * docs/performance.md from it.
 *
 * @param order names of all benches, as the page shows them.
 */
export async function keepReport(report: Report, order: readonly string[]): Promise<void> {
  const all = { ...(await readKept()), ...report };
  const ordered = Object.fromEntries(
    order.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
  await writeFile(kept, `${JSON.stringify(ordered, null, 2)}\n`);
  await writeFile(page, pageWith(await readFile(page, 'utf8'), ordered));
}
