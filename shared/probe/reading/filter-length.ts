import { financeRefusal } from '../finance-refusal.ts';
import type { Probe } from '../probe.ts';

const part = "ProjectId eq 'a-number-that-no-project-has'";
const joint = ' or ';

/** Asks Finance with the longest filter that the sync may send. */
export const filterLength: Probe = {
  name: 'filter-length',
  settles: ['filter-length'],
  run: async (world) => {
    const most = Math.max(
      1,
      Math.floor((world.filterCharacters + joint.length) / (part.length + joint.length)),
    );
    const filter = Array.from({ length: most }, () => part).join(joint);
    const answer = await world.finance(
      'GET',
      `/data/ProjectsV2?cross-company=true&$select=ProjectId&$top=1&$filter=${encodeURIComponent(filter)}`,
    );
    const asked = `a filter of ${String(filter.length)} characters`;
    return [
      financeRefusal(world, answer) === undefined
        ? { assumption: 'filter-length', verdict: 'as-assumed', why: `Finance answered ${asked}.` }
        : {
            assumption: 'filter-length',
            verdict: 'otherwise',
            why: `${asked} was answered with ${String(answer.status)}.`,
          },
    ];
  },
};
