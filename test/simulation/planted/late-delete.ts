import type { Plant } from './plant.ts';

/** F59: a counterpart row seems to belong to whoever asks. */
export const lateDelete: Plant = {
  name: 'late-delete',
  what: 'A late delete hits the row of the new owner of its number (F59).',
  ports: (ports) => {
    let record: string | undefined;
    return {
      ...ports,
      ledger: {
        ...ports.ledger,
        claim: (opened, claim) => {
          ({ record } = opened);
          return ports.ledger.claim(opened, claim);
        },
        ownerOf: async (counterpart) => {
          const owner = await ports.ledger.ownerOf(counterpart);
          return owner === undefined ? undefined : (record ?? owner);
        },
      },
    };
  },
};
