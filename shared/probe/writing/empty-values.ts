import { failureOf } from '../failure-of.ts';
import type { Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { testProject, testProjectPlan, type TestProject } from './test-project.ts';

/** Empties a text and an enumeration of a row, as the sync does. */
export const emptyValues: Probe = {
  name: 'empty-values',
  settles: ['null-to-text', 'null-to-enum'],
  writes: ({ company, mark }) => [testProjectPlan(company, mark)],
  run: async (world) => {
    const project = await testProject(world);
    return [await emptiedText(world, project), await emptiedEnum(world, project)];
  },
};

async function emptiedText(world: ProbeWorld, { table, key, path }: TestProject): Promise<Finding> {
  const assumption = 'null-to-text';
  const { finance } = world.clients;
  await finance.update(table, key, { Description: world.mark });
  const failure = await failureOf(finance.update(table, key, { Description: null }));
  if (failure !== undefined)
    return { assumption, verdict: 'otherwise', why: `An empty text is refused: ${failure.text}` };
  const left = (await finance.read(table, key, ['Description']))?.values['Description'];
  // What a null itself does is not needed, but worth knowing.
  const { status } = await world.finance('PATCH', path, { body: { Description: null } });
  return left === '' || left === null
    ? {
        assumption,
        verdict: 'as-assumed',
        why: `An empty text empties it; a null is answered with ${String(status)}.`,
      }
    : {
        assumption,
        verdict: 'otherwise',
        why: `After an empty text the column still holds "${String(left)}".`,
      };
}

async function emptiedEnum(world: ProbeWorld, { table, key }: TestProject): Promise<Finding> {
  const assumption = 'null-to-enum';
  const { finance } = world.clients;
  const failure = await failureOf(finance.update(table, key, { ProjectStage: null }));
  if (failure !== undefined)
    return { assumption, verdict: 'otherwise', why: `A null is refused: ${failure.text}` };
  const left = (await finance.read(table, key, ['ProjectStage']))?.values['ProjectStage'];
  return { assumption, verdict: 'as-assumed', why: `A null is taken; ProjectStage is then ${String(left)}.` };
}
