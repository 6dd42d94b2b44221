import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { rowsOf } from '../rows-of.ts';

const connection = z.object({
  msdyn_transaction1type: z.string().nullish(),
  msdyn_transaction2type: z.string().nullish(),
});
const actual = 'msdyn_actual';
const mostRows = 200;

/** How connections of the environment mark what they connect. */
export const connectionMarks: Probe = {
  name: 'connection-marks',
  settles: ['connection-type-marks'],
  run: async (world) => {
    const assumption = 'connection-type-marks';
    const path = `/msdyn_transactionconnections?$select=msdyn_transaction1type,msdyn_transaction2type&$top=${String(mostRows)}`;
    const rows = rowsOf(await world.dataverse('GET', path), connection);
    if (rows.length === 0)
      return [
        { assumption, verdict: 'not-settled', why: 'The environment has no transaction connections yet.' },
      ];
    const marks = new Set(
      rows.flatMap((row) =>
        [row.msdyn_transaction1type, row.msdyn_transaction2type].map((mark) => mark ?? '(empty)'),
      ),
    );
    const why = `${String(rows.length)} connections have the marks ${[...marks].sort().join(', ')}.`;
    const both = rows.some(
      (row) => row.msdyn_transaction1type === actual && row.msdyn_transaction2type === actual,
    );
    return [{ assumption, verdict: both ? 'as-assumed' : 'otherwise', why }];
  },
};
