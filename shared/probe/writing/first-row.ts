import { z } from 'zod';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

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
