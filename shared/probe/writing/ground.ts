import { z } from 'zod';
import { literal } from '../../odata/literal.ts';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';
import { companyId } from './company-id.ts';

const row = z.record(z.string(), z.unknown());

/**
 * The id of the first row of a Dataverse table that a test row of the company can point to.
 *
 * @param set entity set, and the column of its id.
 * @throws NotSettled naming what the company lacks.
 */
export async function firstRow(
  world: ProbeWorld,
  set: string,
  id: string,
  filter: string | undefined,
  what: string,
): Promise<string> {
  const query = filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`;
  const [found] = rowsOf(await world.dataverse('GET', `/${set}?$select=${id}&$top=1${query}`), row);
  const value = found?.[id];
  if (typeof value !== 'string')
    throw new NotSettled(`${world.company} has no ${what} in Dataverse: make one first.`);
  return value;
}

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
