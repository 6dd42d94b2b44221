import type { Counterpart } from '../../../shared/sync/counterpart.ts';
import type { Plant } from './plant.ts';

/** Writes to a counterpart are answered at once and made after the commit. */
export const commitBeforeWrite: Plant = {
  name: 'commit-before-write',
  what: 'The result is committed before the counterpart is written.',
  ports: (ports) => {
    const writes: (() => Promise<unknown>)[] = [];
    const late = (side: Counterpart): Counterpart => ({
      ...side,
      create: (...parameters) => {
        writes.push(() => side.create(...parameters));
        return Promise.resolve();
      },
      update: (...parameters) => {
        writes.push(() => side.update(...parameters));
        return Promise.resolve();
      },
    });
    return {
      ...ports,
      dataverse: late(ports.dataverse),
      finance: late(ports.finance),
      ledger: {
        ...ports.ledger,
        commit: async (claimed, commit) => {
          const answer = await ports.ledger.commit(claimed, commit);
          if (answer === 'committed') for (const write of writes.splice(0)) await write();
          return answer;
        },
      },
    };
  },
};
