import type { Cause } from '../../causes/causes.ts';
import { mapNames } from '../../assumptions/map-names.ts';
import { tableRefs } from '../../table-map/table-refs.ts';
import { financeRefusal } from '../finance-refusal.ts';
import { makeRow } from '../make-row.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { publicEntity } from '../public-entity.ts';
import { testProject, testProjectPlan, type TestProject } from './test-project.ts';

/** A company that is called like no other. */
const noCompany = 'zq9x';

interface Provoked {
  readonly what: string;
  readonly wanted: Cause;
  /** undefined: nothing was refused. */
  readonly failure: { readonly cause: Cause; readonly text: string } | undefined;
}

/** Provokes refusals whose texts we recognise. */
export const refusalTexts: Probe = {
  name: 'refusal-texts',
  settles: ['finance-refusal-texts'],
  writes: ({ company, mark }) => [
    testProjectPlan(company, mark),
    `Finance: tries projects ${mark}-1 without a name in ${company} and ${mark}-2 in a company that does not exist, which must be refused`,
  ],
  run: async (world) => {
    const assumption = 'finance-refusal-texts';
    const project = await testProject(world);
    const provoked = [await mandatory(world), await company(world), ...(await notEditable(world, project))];
    const refused = provoked.filter(({ failure }) => failure !== undefined);
    const strange = refused.filter(({ failure, wanted }) => failure?.cause !== wanted);
    const told = (list: readonly Provoked[]): string =>
      list.map(({ what, failure }) => `${what}: ${failure?.text ?? 'taken'}`).join('; ');
    if (strange.length > 0)
      return [{ assumption, verdict: 'otherwise', why: `Not recognised: ${told(strange)}` }];
    return refused.length === 0
      ? [{ assumption, verdict: 'not-settled', why: `Nothing was refused: ${told(provoked)}.` }]
      : [{ assumption, verdict: 'as-assumed', why: `Recognised: ${told(refused)}` }];
  },
};

async function mandatory(world: ProbeWorld): Promise<Provoked> {
  const { finance } = world.clients;
  const table = tableRefs(world.maps.byName(mapNames.projects)).finance;
  const key = { dataAreaId: world.company, ProjectId: `${world.mark}-1` };
  const failure = await makeRow(world, { counterpart: finance, table, key, values: {} });
  return { what: 'a project without a name', wanted: 'mandatory-field-empty', failure };
}

async function company(world: ProbeWorld): Promise<Provoked> {
  const { finance } = world.clients;
  const table = tableRefs(world.maps.byName(mapNames.projects)).finance;
  const key = { dataAreaId: noCompany, ProjectId: `${world.mark}-2` };
  const values = { ProjectName: world.mark };
  const failure = await makeRow(world, { counterpart: finance, table, key, values });
  return { what: `company ${noCompany}`, wanted: 'company-missing', failure };
}

/** Where the entity has a text that cannot be edited. */
async function notEditable(world: ProbeWorld, { table, path }: TestProject): Promise<readonly Provoked[]> {
  const entity = await publicEntity(world, table.set);
  const fixed = entity?.Properties.find(
    ({ AllowEdit, TypeName, Name }) =>
      AllowEdit === false && TypeName === 'Edm.String' && Name !== 'dataAreaId',
  );
  if (fixed === undefined) return [];
  const answer = await world.finance('PATCH', path, {
    body: { [fixed.Name]: world.mark.slice(-8) },
  });
  return [
    {
      what: `${fixed.Name}, which cannot be edited`,
      wanted: 'stage-refuses',
      failure: financeRefusal(world, answer),
    },
  ];
}
