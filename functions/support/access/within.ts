import type { SupportRole } from '../../../shared/settings/support-settings.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { mayDo, mayDoEverywhere } from './may-do.ts';
import type { Person } from './person.ts';

/** The same sync with a ledger that lists only what a person may see (or replay): the rest is not open to that person. */
export function within(sync: Sync, person: Person, wanted: SupportRole): Sync {
  if (mayDoEverywhere(person, wanted)) return sync;
  const { ledger } = sync;
  return {
    ...sync,
    ledger: {
      ...ledger,
      openIn: async (area) => (await ledger.openIn(area)).filter((row) => mayDo(person, wanted, row)),
      audit: async (query, limit) =>
        (await ledger.audit(query, limit)).filter((row) => mayDo(person, wanted, row)),
    },
  };
}
