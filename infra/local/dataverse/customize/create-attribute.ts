import { z } from 'zod';
import { metadataId } from '../metadata/metadata-id.ts';
import type { Column } from '../schema/column.ts';
import { columnOf } from '../schema/column-of.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkCustomizer } from './check-customizer.ts';
import { readDefinition } from './read-definition.ts';

const label = z.object({
  LocalizedLabels: z.array(z.object({ Label: z.string(), LanguageCode: z.number() })).min(1),
});
const common = {
  SchemaName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{1,7}_\w{1,100}$/, 'must begin with the prefix of a publisher'),
  DisplayName: label,
  Description: label.optional(),
  RequiredLevel: z.object({ Value: z.enum(['None', 'ApplicationRequired']) }),
};
const definition = z.discriminatedUnion('@odata.type', [
  z.object({
    ...common,
    '@odata.type': z.literal('Microsoft.Dynamics.CRM.StringAttributeMetadata'),
    MaxLength: z.number().int().min(1).max(4_000),
    FormatName: z.object({ Value: z.literal('Text') }),
  }),
  z.object({
    ...common,
    '@odata.type': z.literal('Microsoft.Dynamics.CRM.DecimalAttributeMetadata'),
    Precision: z.number().int().min(0).max(10),
    MinValue: z.number().min(-100_000_000_000),
    MaxValue: z.number().max(100_000_000_000),
  }),
]);

/**
 * `POST EntityDefinitions(LogicalName='x')/Attributes`: a text or decimal column; the sandbox makes no others.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api
 */
export function createAttribute(request: WebRequest, table: Table): WebReply {
  checkCustomizer(request, 'prvCreateAttribute');
  const made = readDefinition(request, definition);
  const name = made.SchemaName.toLowerCase();
  if (table.columns.has(name)) throw refusals.attributeExists(table, name);
  const description = made.Description?.LocalizedLabels[0]?.Label;
  const column: Column = {
    ...(made['@odata.type'] === 'Microsoft.Dynamics.CRM.StringAttributeMetadata'
      ? columnOf.text(made.MaxLength)
      : columnOf.decimal(made.Precision)),
    name,
    property: name,
    ...(description === undefined ? {} : { description }),
  };
  request.world.customized.addColumn(table, column);
  return reply.empty({
    'odata-entityid': `${request.world.url}/api/data/v9.2/EntityDefinitions(LogicalName='${table.name}')/Attributes(${metadataId(`${table.name}.${name}`)})`,
  });
}
