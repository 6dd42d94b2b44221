import { LosslessNumber } from 'lossless-json';
import type { AssumptionId } from '../../assumptions/assumptions.ts';
import { mapNames } from '../../assumptions/map-names.ts';
import type { Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { publicEntity } from '../public-entity.ts';
import { companyId } from './company-id.ts';
import { testRow, type TestRow } from './test-row.ts';

const work = new LosslessNumber('192350001');

/** Makes a contract, a project and a task without a number, and looks who gives them one. */
export const numbering: Probe = {
  name: 'numbering',
  settles: ['contract-number', 'project-number', 'activity-number'],
  writes: ({ company, mark }) => [
    `Dataverse: a contract, a project and a task "${mark}" of ${company} without numbers; deleted`,
  ],
  run: async (world) => {
    const company = await companyId(world);
    const owner = { msdyn_owningcompany: { table: 'cdm_company', id: company } };
    const contract = await testRow(world, 'salesorder', {
      name: world.mark,
      msdyn_ordertype: work,
      ...owner,
    });
    const project = await testRow(world, 'msdyn_project', { msdyn_subject: world.mark, ...owner });
    const task = await testRow(world, 'msdyn_projecttask', {
      msdyn_subject: world.mark,
      msdyn_project: { table: 'msdyn_project', id: project.id },
    });
    return [
      await judge(world, 'contract-number', contract, 'msdyn_salesordernumber', [
        mapNames.contracts,
        'ProjectContractId',
      ]),
      await judge(world, 'project-number', project, 'msdyn_projectnumber', [mapNames.projects, 'ProjectId']),
      await judge(world, 'activity-number', task, 'msdyn_activitynumber', [mapNames.tasks, 'TaskId']),
    ];
  },
};

async function judge(
  world: ProbeWorld,
  assumption: AssumptionId,
  { table, key }: TestRow,
  column: string,
  [map, property]: readonly [map: string, property: string],
): Promise<Finding> {
  const { set } = world.maps.byName(map).finance;
  const entity = await publicEntity(world, set);
  const takes = entity?.Properties.find(({ Name }) => Name === property)?.AllowEditOnCreate !== false;
  const read = (await world.clients.dataverse.read(table, key, [column]))?.values[column];
  const number = typeof read === 'string' ? read : '';
  if (!takes)
    return {
      assumption,
      verdict: 'otherwise',
      why: `${set}.${property} cannot be given on create: Finance numbers by itself.`,
    };
  return number === ''
    ? {
        assumption,
        verdict: 'not-settled',
        why: `Dataverse gave no number to ${column}, and Finance would take one: people enter it, or native dual-write brings it. Look how it comes about today.`,
      }
    : {
        assumption,
        verdict: 'as-assumed',
        why: `Dataverse gave ${column} the number ${number}; Finance takes one.`,
      };
}
