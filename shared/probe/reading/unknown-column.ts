import { failureOf } from '../failure-of.ts';
import type { Probe } from '../probe.ts';

/** Asks Dataverse, by our client, for a column that no table has. */
export const unknownColumn: Probe = {
  name: 'unknown-column',
  settles: ['unknown-column-in-query'],
  run: async ({ clients }) => {
    const column = 'posync_nosuchcolumn';
    const table = {
      table: 'transactioncurrency',
      set: 'transactioncurrencies',
      key: { transactioncurrencyid: 'guid' },
      columns: { [column]: 'text' },
    } as const;
    const failure = await failureOf(clients.dataverse.find(table, { [column]: 'x' }, [column]));
    const known = failure?.cause === 'unknown-column';
    return [
      {
        assumption: 'unknown-column-in-query',
        verdict: known ? 'as-assumed' : 'otherwise',
        why: failure === undefined ? 'Dataverse answered all the same.' : `${failure.code}: ${failure.text}`,
      },
    ];
  },
};
