import { literal } from '../../odata/literal.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { companyId } from './company-id.ts';
import { firstRow } from './first-row.ts';

/** What transactions of the test company point to. */
export interface Ground {
  readonly company: string;
  readonly project: string;
  readonly currency: string;
}

/** @throws NotSettled */
export async function ground(world: ProbeWorld): Promise<Ground> {
  const company = await companyId(world);
  const wanted =
    world.project === undefined ? 'ne null' : `eq ${literal('msdyn_projectnumber', 'text', world.project)}`;
  return {
    company,
    project: await firstRow(
      world,
      'msdyn_projects',
      'msdyn_projectid',
      `_msdyn_owningcompany_value eq ${company} and statecode eq 0 and msdyn_projectnumber ${wanted}`,
      world.project === undefined ? 'active project with a number' : `active project ${world.project}`,
    ),
    currency: await firstRow(world, 'transactioncurrencies', 'transactioncurrencyid', undefined, 'currency'),
  };
}
