import { z } from 'zod';
import type { ColumnDefinition, TableDefinition } from '../map-check/metadata.ts';
import { parseAnswer } from '../odata/parse-answer.ts';
import { readPage } from '../odata/read-page.ts';

const attribute = z.object({
  LogicalName: z.string(),
  AttributeType: z.string(),
  IsValidForCreate: z.boolean().nullish(),
  IsValidForUpdate: z.boolean().nullish(),
  RequiredLevel: z.object({ Value: z.string() }),
});

const definition = z.object({
  EntitySetName: z.string(),
  ChangeTrackingEnabled: z.boolean().nullish(),
  Attributes: z.array(attribute),
  Keys: z.array(z.object({ KeyAttributes: z.array(z.string()), EntityKeyIndexStatus: z.string() })),
});

const label = z.object({ Label: z.string(), LanguageCode: z.coerce.number() });
const optionSet = z
  .object({
    Options: z.array(
      z.object({ Value: z.coerce.string(), Label: z.object({ LocalizedLabels: z.array(label) }) }),
    ),
  })
  .nullish();

/** What the class of a column adds to its definition. */
const detail = z.object({
  LogicalName: z.string(),
  MaxLength: z.coerce.number().nullish(),
  Precision: z.coerce.number().nullish(),
  Targets: z.array(z.string()).nullish(),
  DateTimeBehavior: z.object({ Value: z.string() }).nullish(),
  OptionSet: optionSet,
  GlobalOptionSet: optionSet,
});

const options = '$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)';

/** Class of a column by its AttributeType, and what is asked of it. */
const classes: Readonly<Record<string, readonly [name: string, query: string]>> = {
  String: ['StringAttributeMetadata', '$select=LogicalName,MaxLength'],
  Memo: ['MemoAttributeMetadata', '$select=LogicalName,MaxLength'],
  Decimal: ['DecimalAttributeMetadata', '$select=LogicalName,Precision'],
  Money: ['MoneyAttributeMetadata', '$select=LogicalName,Precision'],
  DateTime: ['DateTimeAttributeMetadata', '$select=LogicalName,DateTimeBehavior'],
  Lookup: ['LookupAttributeMetadata', '$select=LogicalName,Targets'],
  Customer: ['LookupAttributeMetadata', '$select=LogicalName,Targets'],
  Owner: ['LookupAttributeMetadata', '$select=LogicalName,Targets'],
  Picklist: ['PicklistAttributeMetadata', options],
  State: ['StateAttributeMetadata', options],
  Status: ['StatusAttributeMetadata', options],
};

/**
 * Reads the definition of a table: one request, and one for each class of the columns that are wanted in full.
 *
 * @param get path below the Web API root → text of the answer; undefined where the answer is 404.
 * @returns undefined when there is no such table.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
 */
export async function readTableDefinition(
  get: (path: string) => Promise<string | undefined>,
  table: string,
  wanted: ReadonlySet<string>,
): Promise<TableDefinition | undefined> {
  const path = `/EntityDefinitions(LogicalName='${table}')`;
  const columns = 'LogicalName,AttributeType,IsValidForCreate,IsValidForUpdate,RequiredLevel';
  const answer = await get(
    `${path}?$select=EntitySetName,ChangeTrackingEnabled&$expand=Attributes($select=${columns}),Keys($select=KeyAttributes,EntityKeyIndexStatus)`,
  );
  if (answer === undefined) return undefined;
  const found = parseAnswer(answer, definition);
  const asked = new Map(
    found.Attributes.filter(({ LogicalName }) => wanted.has(LogicalName)).flatMap(({ AttributeType }) => {
      const known = classes[AttributeType];
      return known === undefined ? [] : [known];
    }),
  );
  const details = new Map(
    (
      await Promise.all(
        [...asked].map(async ([name, query]) =>
          readPage(
            (await get(`${path}/Attributes/Microsoft.Dynamics.CRM.${name}?${query}`)) ?? '{"value":[]}',
          ).rows.map((row) => detail.parse(row)),
        ),
      )
    )
      .flat()
      .map((each) => [each.LogicalName, each]),
  );
  return {
    set: found.EntitySetName,
    changeTracking: found.ChangeTrackingEnabled ?? false,
    columns: new Map(
      found.Attributes.map((each) => [each.LogicalName, columnOf(each, details.get(each.LogicalName))]),
    ),
    keys: found.Keys.map((key) => ({ columns: key.KeyAttributes, status: key.EntityKeyIndexStatus })),
  };
}

const english = 1033;

function columnOf(
  { AttributeType, IsValidForCreate, IsValidForUpdate, RequiredLevel }: z.infer<typeof attribute>,
  details: z.infer<typeof detail> | undefined,
): ColumnDefinition {
  const { MaxLength, Precision, Targets, DateTimeBehavior, OptionSet, GlobalOptionSet } = details ?? {};
  const choice = OptionSet ?? GlobalOptionSet ?? undefined;
  return {
    type: AttributeType,
    creatable: IsValidForCreate ?? true,
    updatable: IsValidForUpdate ?? true,
    required: RequiredLevel.Value === 'SystemRequired',
    ...(typeof MaxLength === 'number' ? { maxLength: MaxLength } : {}),
    ...(typeof Precision === 'number' ? { precision: Precision } : {}),
    ...(Targets ? { targets: Targets } : {}),
    ...(DateTimeBehavior ? { behavior: DateTimeBehavior.Value } : {}),
    ...(choice === undefined
      ? {}
      : {
          options: new Map(
            choice.Options.map(({ Value, Label }) => [
              Value,
              Label.LocalizedLabels.find(
                ({ LanguageCode }) => LanguageCode === english,
              )?.Label.toLowerCase() ?? '',
            ]),
          ),
        }),
  };
}
