import { failureOf } from '../failure-of.ts';
import type { Probe } from '../probe.ts';
import { testProject, testProjectPlan } from './test-project.ts';

/** Longer than the name of a project is in any environment. */
const length = 1_500;

/** Writes a text that is too long, and reads what is left of it. */
export const longText: Probe = {
  name: 'long-text',
  settles: ['over-long-text'],
  writes: ({ company, mark }) => [testProjectPlan(company, mark)],
  run: async (world) => {
    const assumption = 'over-long-text';
    const { table, key } = await testProject(world);
    const { finance } = world.clients;
    const text = world.mark.padEnd(length, 'x');
    const failure = await failureOf(finance.update(table, key, { ProjectName: text }));
    if (failure !== undefined)
      return [{ assumption, verdict: 'as-assumed', why: `It is refused: ${failure.text}` }];
    const left = String((await finance.read(table, key, ['ProjectName']))?.values['ProjectName'] ?? '');
    return [
      left === text
        ? { assumption, verdict: 'as-assumed', why: `Finance kept all ${String(length)} characters.` }
        : {
            assumption,
            verdict: 'otherwise',
            why: `Finance cut it silently: ${String(left.length)} of ${String(length)} characters are left of ProjectName.`,
          },
    ];
  },
};
