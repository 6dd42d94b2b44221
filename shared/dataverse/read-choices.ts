import { z } from 'zod';
import { parseJson } from '../odata/parse-json.ts';
import type { ChoiceOptions } from '../table-map/with-choices.ts';

const label = z.object({ Label: z.string(), LanguageCode: z.coerce.number() });
const options = z.object({
  OptionSet: z.object({
    Options: z.array(
      z.object({
        Value: z.coerce.string(),
        Label: z.object({ LocalizedLabels: z.array(label), UserLocalizedLabel: label.nullish() }),
      }),
    ),
  }),
});

const english = 1033;

/**
 * Reads the options of a choice, state or status column: label in English and lower case → integer as text. A label
 * without an English form goes by the caller's language.
 *
 * @param get path below the Web API root → text of the answer.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
 */
export async function readChoices(
  get: (path: string) => Promise<string>,
  table: string,
  column: string,
): Promise<ChoiceOptions> {
  const answer = await get(
    `/EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')/Microsoft.Dynamics.CRM.${kindOf(column)}?$select=LogicalName&$expand=OptionSet($select=Options)`,
  );
  return new Map(
    options.parse(parseJson(answer)).OptionSet.Options.flatMap(({ Value, Label }) => {
      const text =
        Label.LocalizedLabels.find((each) => each.LanguageCode === english)?.Label ??
        Label.UserLocalizedLabel?.Label;
      return text === undefined ? [] : [[text.toLowerCase(), Value]];
    }),
  );
}

function kindOf(column: string): string {
  if (column === 'statecode') return 'StateAttributeMetadata';
  return column === 'statuscode' ? 'StatusAttributeMetadata' : 'PicklistAttributeMetadata';
}
