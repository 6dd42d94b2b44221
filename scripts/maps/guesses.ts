import { guesses as guessesOf } from '../../shared/table-map/guesses.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import type { Command } from '../command.ts';
import { table } from '../support/table.ts';
import { UsageError } from '../usage-error.ts';
import { openInstalledMaps } from './open-installed-maps.ts';
import { readFlags } from '../read-flags.ts';

/** What nobody has seen to be true yet, as a table or ready to be filled in for `maps.accepted.json`. */
export const guesses: Command = {
  usage: 'npm run maps -- guesses [NAME…] [--json] [--accepted FILE] [--off "NAME; NAME"]',
  run: async (words) => {
    const { values, positionals } = readFlags(words, {
      allowPositionals: true,
      options: { json: { type: 'boolean' }, accepted: { type: 'string' }, off: { type: 'string' } },
    });
    const maps = await openInstalledMaps(values);
    const unknown = positionals.find((name) => !maps.has(name));
    if (unknown !== undefined) throw new UsageError(`There is no table map "${unknown}".`);
    const wanted =
      positionals.length === 0
        ? maps.all().filter((map) => !maps.isOff(map))
        : positionals.map((name) => maps.byName(name));
    const unsure = wanted.filter((map) => guessesOf(map).length > 0);
    console.log(values.json === true ? JSON.stringify({ lines: toAccept(unsure) }, null, 2) : text(unsure));
    return unsure.length === 0 ? 0 : 1;
  },
};

/** Entries of `maps.accepted.json` that a person completes. */
const toAccept = (maps: readonly TableMap[]) =>
  maps.flatMap((map) =>
    guessesOf(map).map(({ line }) => ({ map: map.name, line, by: '', on: '', seen: '' })),
  );

function text(maps: readonly TableMap[]): string {
  if (maps.length === 0) return 'Every line in use is documented, imported or accepted.';
  return [
    ...maps.map((map) => `${map.name}\n${lineTable(map)}`),
    'Outside the sandboxes a map with one such line does not run. --json prints them as entries for maps.accepted.json: say who saw it, when, and what.',
  ].join('\n\n');
}

const lineTable = (map: TableMap): string =>
  table(
    ['line', 'how sure'],
    guessesOf(map).map(({ line, evidence }) => [line, evidence]),
    { shares: [1, 0], compact: true },
  );
