import type { ODataAnswer } from '../odata/send.ts';
import { financeSets } from '../register/finance-sets.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { ok, wrong, type Diagnosis } from './diagnosis.ts';

/**
 * Whether Finance lets us read one row of each set.
 *
 * @param get one GET below the root of Finance. @throws NoAnswerError
 */
export async function checkFinanceSets(
  get: (path: string) => Promise<ODataAnswer>,
  maps: readonly TableMap[],
): Promise<readonly Diagnosis[]> {
  const sets = financeSets(maps);
  const refused: Diagnosis[] = [];
  for (const set of sets) {
    const { status } = await get(`/data/${set}?$top=1&cross-company=true`);
    if (status === 401)
      return [
        wrong(
          'Finance',
          'It does not know who asks (401).',
          'Add the client id to Microsoft Entra applications in Finance, with a user: npm run register -- --verify, item F1.',
        ),
      ];
    if (status !== 200)
      refused.push(
        wrong(
          'Finance',
          `${set} cannot be read (${status}).`,
          status === 404
            ? 'The set is not there, or is called otherwise: npm run maps -- check.'
            : 'Give the user of the app a role that may read and write it.',
        ),
      );
  }
  return refused.length > 0 ? refused : [ok('Finance', `${sets.length} sets can be read.`)];
}
