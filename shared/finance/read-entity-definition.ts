import { z } from 'zod';
import type { EntityDefinition } from '../map-check/metadata.ts';
import { parseAnswer } from '../odata/parse-answer.ts';
import { readPage } from '../odata/read-page.ts';

/** Names of the flags are assumed(metadata-service-members); one that is missing says what most properties say. */
const property = z.object({
  Name: z.string(),
  TypeName: z.string(),
  DataType: z.string().optional(),
  IsKey: z.boolean().default(false),
  IsMandatory: z.boolean().default(false),
  AllowEdit: z.boolean().default(true),
  AllowEditOnCreate: z.boolean().default(true),
});
const entity = z.object({ IsReadOnly: z.boolean().default(false), Properties: z.array(property) });
const enumeration = z.object({ Members: z.array(z.object({ Name: z.string() })) });

/**
 * Reads the definition of an entity set from the metadata service. It says of one entity what the annotations of
 * `$metadata` say of all; lengths are in neither.
 *
 * @param get path below `/metadata` → text of the answer; undefined where the answer is 404.
 * @param wanted properties whose enum members are read.
 * @returns undefined when there is no such set.
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/odata
 */
export async function readEntityDefinition(
  get: (path: string) => Promise<string | undefined>,
  set: string,
  wanted: ReadonlySet<string>,
): Promise<EntityDefinition | undefined> {
  const filter = encodeURIComponent(`EntitySetName eq '${set}'`);
  const [row] = readPage((await get(`/PublicEntities?$filter=${filter}`)) ?? '{"value":[]}').rows;
  if (row === undefined) return undefined;
  const { IsReadOnly, Properties } = entity.parse(row);
  const enums = [
    ...new Set(
      Properties.filter(({ Name, TypeName }) => wanted.has(Name) && !TypeName.startsWith('Edm.')).map(
        ({ TypeName }) => TypeName,
      ),
    ),
  ];
  const members = new Map(
    await Promise.all(enums.map(async (type) => [type, await membersOf(get, type)] as const)),
  );
  return {
    readOnly: IsReadOnly,
    properties: new Map(
      Properties.map(({ Name, TypeName, DataType, IsKey, IsMandatory, AllowEdit, AllowEditOnCreate }) => {
        const known = members.get(TypeName);
        return [
          Name,
          {
            type: typeOf(TypeName, DataType),
            key: IsKey,
            mandatory: IsMandatory,
            editable: AllowEdit,
            editableOnCreate: AllowEditOnCreate,
            ...(known === undefined ? {} : { members: known }),
          },
        ];
      }),
    ),
  };
}

const types: Readonly<Record<string, string>> = {
  'Edm.String': 'String',
  'Edm.Decimal': 'Real',
  'Edm.Int32': 'Int32',
  'Edm.Int64': 'Int64',
  'Edm.Guid': 'Guid',
};

/** The two kinds of dates have one type; what tells them apart is assumed(metadata-service-members), and where it is
 * missing either will do. */
function typeOf(typeName: string, dataType: string | undefined): string {
  if (!typeName.startsWith('Edm.')) return 'Enum';
  if (typeName !== 'Edm.DateTimeOffset') return types[typeName] ?? typeName;
  return dataType === 'Date' || dataType === 'UtcDateTime' ? dataType : typeName;
}

/** Members of an enum by its full name: `Microsoft.Dynamics.DataEntities.NoYes`. */
async function membersOf(
  get: (path: string) => Promise<string | undefined>,
  type: string,
): Promise<readonly string[] | undefined> {
  const answer = await get(`/PublicEnumerations('${type.split('.').at(-1) ?? type}')`);
  return answer === undefined ? undefined : parseAnswer(answer, enumeration).Members.map(({ Name }) => Name);
}
