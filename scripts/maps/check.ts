import Table from 'cli-table3';
import { checkEnvironment } from '../../shared/map-check/check-environment.ts';
import type { CheckReport, Finding, Unchecked } from '../../shared/map-check/finding.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { openInstalledMaps } from './open-installed-maps.ts';
import { withSystems } from './with-systems.ts';
import { readFlags } from '../read-flags.ts';

/** Holds the maps against the metadata and the rows of both environments. Reads only. */
export const check: Command = {
  usage: `npm run maps -- check [NAME…] [--json] [--accepted FILE] [--off "NAME; NAME"]
  DATAVERSE_URL, FINANCE_URL and COMPANIES say where and what; AUTHENTICATION=none for the sandboxes`,
  run: async (words) => {
    const { values, positionals } = readFlags(words, {
      allowPositionals: true,
      options: { json: { type: 'boolean' }, accepted: { type: 'string' }, off: { type: 'string' } },
    });
    const installed = await openInstalledMaps(values);
    const unknown = positionals.find((name) => !installed.has(name));
    if (unknown !== undefined) throw new UsageError(`There is no table map "${unknown}".`);
    // A map that only its guesses keep back is looked at too: that is how they are settled.
    const maps = installed
      .all()
      .filter((map) => (positionals.length === 0 ? !installed.isOff(map) : positionals.includes(map.name)));
    const report = await withSystems(({ settings: { companies }, dataverse, finance }) =>
      checkEnvironment({
        maps,
        companies,
        dataverse,
        finance,
        today: new Date().toISOString().slice(0, 10),
      }),
    );
    console.log(values.json === true ? JSON.stringify(report, null, 2) : text(report, maps.length));
    return report.findings.length === 0 ? 0 : 1;
  },
};

function text({ findings, unchecked }: CheckReport, maps: number): string {
  const stopped = new Set(findings.filter(({ stops }) => stops).map(({ map }) => map));
  const found = `${findings.length === 1 ? 'One thing does' : `${findings.length} things do`} not fit`;
  return [
    ...(findings.length === 0 ? [] : [findingTable(findings)]),
    ...(unchecked.length === 0 ? [] : [`Cannot be checked from here:\n\n${uncheckedTable(unchecked)}`]),
    findings.length === 0
      ? `${maps} maps were checked: everything that can be checked fits.`
      : `${maps} maps were checked. ${found}; ${stopped.size === 0 ? 'no map is stopped by that.' : `${stopped.size} of the maps would not run.`}`,
  ].join('\n\n');
}

function findingTable(findings: readonly Finding[]): string {
  const table = new Table({
    head: ['map and column', '', 'what', 'what to do'],
    style: { head: [], border: [] },
    colWidths: [60, 9, 50, 54],
    wordWrap: true,
  });
  for (const { map, column, severity, what, remedy, stops } of findings)
    table.push([`${map ?? 'every map'}\n${column}`, stops ? 'stops' : severity, what, remedy]);
  return table.toString();
}

function uncheckedTable(unchecked: readonly Unchecked[]): string {
  const table = new Table({
    head: ['map', 'what', 'where to look'],
    style: { head: [], border: [], compact: true },
    colWidths: [40, 70, 64],
    wordWrap: true,
  });
  for (const { map, what, look } of unchecked) table.push([map ?? 'every map', what, look]);
  return table.toString();
}
