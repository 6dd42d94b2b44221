import type { Plant } from './plant.ts';

/** Keys that were left with a holder do not make it look again. */
export const forgottenFold: Plant = {
  name: 'forgotten-fold',
  what: 'A holder lets go without another look although changes were left with it.',
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      commit: async (claimed, commit) => {
        const answer = await ports.ledger.commit(claimed, commit);
        return typeof answer === 'object' ? ports.ledger.commit(answer.claimed, commit) : answer;
      },
    },
  }),
};
