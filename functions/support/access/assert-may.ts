import pMap from 'p-map';
import type { SupportRole } from '../../../shared/settings/support-settings.ts';
import { openRowOf } from '../../../shared/support/open-row-of.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { RequestError } from '../request-error.ts';
import { mayDo, mayDoEverywhere } from './may-do.ts';
import type { Person } from './person.ts';

/**
 * Whether a person may do something to records, by the area and the legal entity that the ledger has of each.
 *
 * @throws RequestError (403) naming the first record that lies outside the person's limits; LedgerError.
 */
export async function assertMay(
  sync: Sync,
  person: Person,
  wanted: SupportRole,
  records: readonly string[],
): Promise<void> {
  if (mayDoEverywhere(person, wanted)) return;
  await pMap(
    records,
    async (record) => {
      const known = (await openRowOf(sync, record)) ?? (await sync.ledger.state(record));
      if (known !== undefined && mayDo(person, wanted, known)) return;
      throw new RequestError(
        403,
        `${person.name} may not do this to ${record}: it lies outside the legal entities and areas of ${person.roles.map(({ role }) => role).join(', ')}.`,
      );
    },
    { concurrency: 16 },
  );
}
