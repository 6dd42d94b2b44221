import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { loadInstalledMaps } from '../shared/table-map/load-installed-maps.ts';
import { mapSummaries, type MapSummary } from '../shared/table-map/map-summary.ts';
import { TableMapError } from '../shared/table-map/table-map-error.ts';
import { AcceptedFileError } from '../shared/table-map/read-accepted.ts';

/** `npm run maps -- list [--json] [--accepted FILE] [--off "NAME; NAME"]`: the table maps of this installation. */
const functions = new URL('../functions/', import.meta.url);
const usage = 'npm run maps -- list [--json] [--accepted FILE] [--off "NAME; NAME"]';

const wrong = (text: string): never => {
  console.error(text);
  process.exit(2);
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, accepted: { type: 'string' }, off: { type: 'string' } },
    });
  } catch (error) {
    return wrong(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

const { values, positionals } = readArguments();
const [command, ...others] = positionals;
if (others.length > 0) wrong(`There is no ${others.join(' ')} to ${command ?? ''}.\n\n${usage}`);

if (command !== 'list') wrong(usage);
await list();

async function list(): Promise<void> {
  const off = (values.off ?? process.env['MAPS_OFF'] ?? '').split(';').map((name) => name.trim());
  try {
    const maps = await loadInstalledMaps(functions, {
      writeBack: process.env['WRITE_BACK'] === 'custom' ? 'custom' : 'standard',
      mapsAcceptedFile: values.accepted ?? process.env['MAPS_ACCEPTED_FILE'],
      mapsOff: new Set(off.filter((name) => name !== '')),
    });
    const summaries = mapSummaries(maps);
    console.log(values.json === true ? JSON.stringify(summaries, null, 2) : text(summaries));
  } catch (error) {
    if (error instanceof TableMapError || error instanceof AcceptedFileError) wrong(error.message);
    if (error instanceof Error && error.message.startsWith('MAPS_OFF')) wrong(error.message);
    throw error;
  }
}

function text(summaries: readonly MapSummary[]): string {
  const areas = [...Map.groupBy(summaries, (map) => map.area)];
  const running = summaries.filter((map) => map.enabled).length;
  return [
    ...areas.map(([area, maps]) => `${area}\n${areaTable(maps)}`),
    `${running} of ${summaries.length} maps run. How sure their lines are: documented, imported, accepted, inferred, assumed; open ones are not sent.`,
  ].join('\n\n');
}

function areaTable(maps: readonly MapSummary[]): string {
  const table = new Table({
    head: ['map', 'version', 'direction', 'kind', 'how sure', 'runs'],
    style: { head: [], border: [] },
    colWidths: [62, 10, 14, 15, 28, 34],
    wordWrap: true,
  });
  for (const map of maps)
    table.push([
      `${map.name}\n${map.table === '' ? 'not published' : map.table} ↔ ${map.set === '' ? 'not published' : map.set}`,
      map.version,
      map.direction,
      map.kind,
      Object.entries(map.evidence)
        .filter(([, count]) => count > 0)
        .map(([evidence, count]) => `${count} ${evidence}`)
        .join(', '),
      map.enabled ? 'yes' : `no: ${map.why ?? ''}`,
    ]);
  return table.toString();
}
