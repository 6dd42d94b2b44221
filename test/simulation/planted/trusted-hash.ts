import type { Plant } from './plant.ts';

/** F58: an expired lease is taken for none, so that the hash from before an unclean end is trusted. */
export const trustedHash: Plant = {
  name: 'trusted-hash',
  what: 'The stored hash is trusted after a holder ended without a commit (F58).',
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      open: async (record, key) => {
        const opened = await ports.ledger.open(record, key);
        const { state } = opened;
        if (state?.lease === undefined || state.lease.until > opened.now) return opened;
        const { lease: _, ...rest } = state;
        return { ...opened, state: rest };
      },
    },
  }),
};
