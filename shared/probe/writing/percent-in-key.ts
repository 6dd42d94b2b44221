import { failureOf } from '../failure-of.ts';
import { financeRefusal } from '../finance-refusal.ts';
import type { Probe } from '../probe.ts';
import { testProject, testProjectPlan } from './test-project.ts';

const numberOf = (mark: string): string => `${mark}%41`;

/** Makes a row with a percent sign in its key and addresses it as our client does, then encoded once. */
export const percentInKey: Probe = {
  name: 'percent-in-key',
  settles: ['percent-in-key'],
  writes: ({ company, mark }) => [testProjectPlan(company, numberOf(mark))],
  run: async (world) => {
    const assumption = 'percent-in-key';
    const { table, key, path } = await testProject(world, numberOf(world.mark));
    const twice = await failureOf(
      world.clients.finance.update(table, key, { ProjectName: `${world.mark} twice` }),
    );
    if (twice === undefined)
      return [{ assumption, verdict: 'as-assumed', why: 'Encoded twice, the row is found and changed.' }];
    const once = await world.finance('PATCH', path, { body: { ProjectName: `${world.mark} once` } });
    return [
      financeRefusal(world, once) === undefined
        ? {
            assumption,
            verdict: 'otherwise',
            why: `Encoded once the row is found, encoded twice it is not: ${twice.text}`,
          }
        : {
            assumption,
            verdict: 'not-settled',
            why: `Neither once nor twice encoded is the row found: ${twice.text}`,
          },
    ];
  },
};
