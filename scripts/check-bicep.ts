import { readFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { checkBicep } from './check-bicep/check-bicep.ts';
import { notChecked } from './check-bicep/not-checked.ts';
import { readPages } from './check-bicep/read-pages.ts';
import { readSchedules } from './check-bicep/read-schedules.ts';
import { readSources } from './check-bicep/read-sources.ts';
import { readFlags } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

/** `npm run check-bicep`: ends with 0, 1 when there are findings, 2 when what was typed cannot be understood. */
const root = new URL('../', import.meta.url);
const folder = new URL('infra/azure/', root);

async function check(words: readonly string[]): Promise<0 | 1> {
  const { values } = readFlags(words, { options: { json: { type: 'boolean' } } });
  const sources = await readSources(folder);
  const findings = await checkBicep(sources, {
    folder,
    topology: JSON.parse(await readFile(new URL('shared/messaging/topology.json', root), 'utf8')),
    azd: await readFile(new URL('azure.yaml', root), 'utf8'),
    schedules: await readSchedules(root),
    pages: await readPages(root),
    workbooks: [{ file: 'workbook.json', text: await readFile(new URL('workbook.json', folder), 'utf8') }],
  });
  if (values.json === true)
    console.log(JSON.stringify({ files: sources.length, findings, notChecked }, null, 2));
  else if (findings.length === 0)
    console.log(`infra/azure: ${sources.length} files, nothing found. ${rest()}`);
  else {
    const table = new Table({
      head: ['where', 'what'],
      style: { head: [], border: [] },
      colWidths: [34, 84],
      wordWrap: true,
    });
    for (const { file, line, column, says } of findings) table.push([`${file}:${line}:${column}`, says]);
    console.log(`${table.toString()}\n${rest()}`);
  }
  return findings.length === 0 ? 0 : 1;
}

const rest = (): string => `Not checked without a compiler: ${notChecked.join('; ')}.`;

const usage = 'npm run check-bicep -- [--json]';
const typed = process.argv.slice(2);
try {
  if (typed.includes('--help')) console.log(usage);
  else process.exitCode = await check(typed);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
