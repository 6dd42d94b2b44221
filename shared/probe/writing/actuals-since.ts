import { z } from 'zod';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

const actual = z.object({ msdyn_actualid: z.string() });

/**
 * Ids of the actuals of a project that came about since a moment; undefined while there are none. What a probe finds so
 * is its own doing and is deleted after it.
 *
 * @param since milliseconds; the platform keeps whole seconds.
 */
export async function actualsSince(
  world: ProbeWorld,
  project: string,
  since: number,
): Promise<readonly string[] | undefined> {
  const from = new Date(Math.floor(since / 1000) * 1000).toISOString().replace('.000', '');
  const filter = encodeURIComponent(`_msdyn_project_value eq ${project} and createdon ge ${from}`);
  const path = `/msdyn_actuals?$select=msdyn_actualid&$filter=${filter}`;
  const ids = rowsOf(await world.dataverse('GET', path), actual).map((row) => row.msdyn_actualid);
  return ids.length === 0 ? undefined : ids;
}
