import { z } from 'zod';
import { literal } from '../../odata/literal.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import type { Ask } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

const row = z.record(z.string(), z.unknown());

/** Asks both systems for a unit that they have, in the other case. */
export const textCase: Probe = {
  name: 'text-case',
  settles: ['text-ignores-case'],
  run: async (world) => {
    const answers = [
      { system: 'Finance', ...(await ignoresCase(world.finance, '/data/UnitsOfMeasure', 'UnitSymbol')) },
      { system: 'Dataverse', ...(await ignoresCase(world.dataverse, '/uoms', 'msdyn_symbol')) },
    ];
    const telling = answers.filter(({ ignores }) => !ignores);
    return [
      {
        assumption: 'text-ignores-case',
        verdict: telling.length === 0 ? 'as-assumed' : 'otherwise',
        why:
          telling.length === 0
            ? `Both found a unit in the other case (${answers.map(({ asked }) => asked).join(', ')}).`
            : `${telling.map(({ system, asked }) => `${system} has no unit ${asked}`).join('; ')}.`,
      },
    ];
  },
};

async function ignoresCase(
  ask: Ask,
  set: string,
  column: string,
): Promise<{ readonly ignores: boolean; readonly asked: string }> {
  const rows = rowsOf(await ask('GET', `${set}?$select=${column}&$top=50`), row);
  const text = rows
    .map((each) => each[column])
    .find((each) => typeof each === 'string' && /[a-z]/i.test(each));
  if (typeof text !== 'string') throw new NotSettled(`${set.slice(1)} has no row with letters in ${column}.`);
  const asked = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  const filter = encodeURIComponent(`${column} eq ${literal(column, 'text', asked)}`);
  const found = rowsOf(await ask('GET', `${set}?$select=${column}&$filter=${filter}&$top=1`), row);
  return { ignores: found.length > 0, asked };
}
