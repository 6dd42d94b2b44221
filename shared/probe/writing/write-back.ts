import { LosslessNumber } from 'lossless-json';
import { failureOf } from '../failure-of.ts';
import type { Finding } from '../finding.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import { companyId } from './company-id.ts';
import { testRow } from './test-row.ts';

const cost = new LosslessNumber('192350000');

/** Writes the accounting results into an actual, as the sync does after Finance has posted it. */
export const writeBack: Probe = {
  name: 'write-back',
  settles: ['write-back-columns', 'write-back-refusal-text'],
  writes: ({ company, mark }) => [
    `Dataverse: a cost actual "${mark}" of ${company} with Skip Sync, without a project, which it changes and deletes; it stays where Dataverse refuses to delete actuals`,
  ],
  run: async (world) => {
    const { dataverse } = world.clients;
    const company = await companyId(world);
    const { table, key } = await testRow(world, 'msdyn_actual', {
      msdyn_description: world.mark,
      msdyn_skipsync: true,
      msdyn_transactiontypecode: cost,
      msdyn_owningcompany: { table: 'cdm_company', id: company },
    });
    const failure = await failureOf(
      dataverse.update(table, key, {
        msdyn_vouchernumber: world.mark,
        msdyn_accountingamount: new LosslessNumber('1'),
        msdyn_accountexchangerate: new LosslessNumber('1'),
        msdyn_accountingtaxamount: new LosslessNumber('0'),
      }),
    );
    if (failure === undefined) {
      const kept = (await dataverse.read(table, key, ['msdyn_vouchernumber']))?.values['msdyn_vouchernumber'];
      return [
        kept === world.mark
          ? { assumption: 'write-back-columns', verdict: 'as-assumed', why: 'All four columns were changed.' }
          : {
              assumption: 'write-back-columns',
              verdict: 'otherwise',
              why: `The change was answered as done, and the voucher is ${String(kept)}.`,
            },
        { assumption: 'write-back-refusal-text', verdict: 'not-settled', why: 'Nothing was refused.' },
      ];
    }
    const other = await failureOf(dataverse.update(table, key, { msdyn_externaldescription: world.mark }));
    if (other !== undefined) throw new NotSettled(`Our user may not change an actual at all: ${other.text}`);
    const known = failure.cause === 'write-back-refused';
    const findings: readonly Finding[] = [
      {
        assumption: 'write-back-columns',
        verdict: 'otherwise',
        why: `Only these columns are refused: ${failure.text}`,
      },
      {
        assumption: 'write-back-refusal-text',
        verdict: known ? 'as-assumed' : 'otherwise',
        why: failure.text,
      },
    ];
    return findings;
  },
};
