import type { Plant } from './plant.ts';

/** A claim that does not see the lease of another holder. */
export const brokenClaim: Plant = {
  name: 'broken-claim',
  what: 'A live lease is not seen, so that a record has two holders.',
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      open: async (record, key) => {
        const opened = await ports.ledger.open(record, key);
        if (opened.state === undefined) return opened;
        const { lease: _, ...state } = opened.state;
        return { ...opened, state };
      },
      claim: (opened, claim) => ports.ledger.claim(opened, claim),
    },
  }),
};
