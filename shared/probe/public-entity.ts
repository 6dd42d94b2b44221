import { z } from 'zod';
import type { ProbeWorld } from './probe-world.ts';
import { rowsOf } from './rows-of.ts';

const entity = z.object({
  Name: z.string(),
  EntitySetName: z.string(),
  Properties: z.array(
    z.object({
      Name: z.string(),
      TypeName: z.string(),
      DataType: z.string().optional(),
      IsMandatory: z.boolean().optional(),
      AllowEdit: z.boolean().optional(),
      AllowEditOnCreate: z.boolean().optional(),
    }),
  ),
});

export type PublicEntity = z.infer<typeof entity>;

/**
 * What Finance's metadata service says of a set; undefined when there is none of this name.
 *
 * @throws NotSettled
 */
export async function publicEntity(world: ProbeWorld, set: string): Promise<PublicEntity | undefined> {
  const filter = encodeURIComponent(`EntitySetName eq '${set}'`);
  return rowsOf(await world.finance('GET', `/metadata/PublicEntities?$filter=${filter}`), entity)[0];
}
