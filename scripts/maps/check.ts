import { checkEnvironment } from '../../shared/map-check/check-environment.ts';
import type { CheckReport, Finding, Unchecked } from '../../shared/map-check/finding.ts';
import type { Command } from '../command.ts';
import { table } from '../support/table.ts';
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
  const looked = maps === 1 ? 'One map was' : `${maps} maps were`;
  const found = `${findings.length === 1 ? 'One thing does' : `${findings.length} things do`} not fit`;
  return [
    ...(findings.length === 0 ? [] : [findingTable(findings)]),
    ...(unchecked.length === 0 ? [] : [`Cannot be checked from here:\n\n${uncheckedTable(unchecked)}`]),
    findings.length === 0
      ? `${looked} checked: everything that can be checked fits.`
      : `${looked} checked. ${found}; ${stopped.size === 0 ? 'no map is stopped by that.' : `${stopped.size} of the maps would not run.`}`,
  ].join('\n\n');
}

const findingTable = (findings: readonly Finding[]): string =>
  table(
    ['map and column', '', 'what', 'what to do'],
    findings.map(({ map, column, severity, what, remedy, stops }) => [
      `${map ?? 'every map'}\n${column}`,
      stops ? 'stops' : severity,
      what,
      remedy,
    ]),
    { shares: [3, 0, 3, 3] },
  );

const uncheckedTable = (unchecked: readonly Unchecked[]): string =>
  table(
    ['map', 'what', 'where to look'],
    unchecked.map(({ map, what, look }) => [map ?? 'every map', what, look]),
    { shares: [2, 4, 3], compact: true },
  );
