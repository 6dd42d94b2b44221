import { mapSummaries, type MapSummary } from '../../shared/table-map/map-summary.ts';
import type { Command } from '../command.ts';
import { inSandbox } from './in-sandbox.ts';
import { openInstalledMaps } from './open-installed-maps.ts';
import { readFlags } from '../read-flags.ts';
import { table } from '../support/table.ts';

/** The table maps of this installation. */
export const list: Command = {
  usage: 'npm run maps -- list [--json] [--accepted FILE] [--off "NAME; NAME"]',
  run: async (words) => {
    const { values } = readFlags(words, {
      options: { json: { type: 'boolean' }, accepted: { type: 'string' }, off: { type: 'string' } },
    });
    const summaries = mapSummaries(await openInstalledMaps(values));
    console.log(values.json === true ? JSON.stringify(summaries, null, 2) : text(summaries));
    return 0;
  },
};

function text(summaries: readonly MapSummary[]): string {
  const areas = [...Map.groupBy(summaries, (map) => map.area)];
  const running = summaries.filter((map) => map.enabled).length;
  return [
    ...areas.map(([area, maps]) => `${area}\n${areaTable(maps)}`),
    `${running} of ${summaries.length} maps run. How sure their lines are: documented, imported, accepted, inferred, assumed; open ones are not sent.`,
    ...(inSandbox()
      ? []
      : ['Outside the sandboxes, as here, a map with an inferred or assumed line does not run.']),
  ].join('\n\n');
}

const areaTable = (maps: readonly MapSummary[]): string =>
  table(
    ['map', 'version', 'direction', 'kind', 'how sure', 'runs'],
    maps.map((map) => [
      [map.name, map.table || 'no table published', `↔ ${map.set || 'no set published'}`].join('\n'),
      map.version,
      map.direction,
      map.kind,
      Object.entries(map.evidence)
        .filter(([, count]) => count > 0)
        .map(([evidence, count]) => `${count} ${evidence}`)
        .join(', '),
      map.enabled ? 'yes' : `no: ${map.why ?? ''}`,
    ]),
    { shares: [5, 0, 0, 0, 2, 3] },
  );
