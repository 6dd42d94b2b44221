import { z } from 'zod';
import { readPage } from '../odata/read-page.ts';
import { UnknownColumnError } from '../odata/unknown-column-error.ts';

const entity = z.object({ Properties: z.array(z.object({ Name: z.string(), TypeName: z.string() })) });

/** Full names of the enum types of a set's properties: `Microsoft.Dynamics.DataEntities.NoYes`. */
export type EnumTypes = ReadonlyMap<string, string>;

/**
 * Reads them from the metadata service. In filters and keys an enum member needs its type in front, and the type's
 * name follows neither from the property nor from its members.
 *
 * @param get path below the environment's address → text of the answer.
 * @throws UnknownColumnError when there is no such set.
 */
export async function enumTypes(get: (path: string) => Promise<string>, set: string): Promise<EnumTypes> {
  const answer = await get(
    `/metadata/PublicEntities?$filter=${encodeURIComponent(`EntitySetName eq '${set}'`)}`,
  );
  const [found] = readPage(answer).rows;
  if (found === undefined) throw new UnknownColumnError(set, 'is no entity set of this environment');
  return new Map(entity.parse(found).Properties.map(({ Name, TypeName }) => [Name, TypeName]));
}
