import { z } from 'zod';
import { metadataId } from '../metadata/metadata-id.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkCustomizer } from './check-customizer.ts';
import { readDefinition } from './read-definition.ts';

const definition = z.object({
  MetadataId: z.string(),
  LogicalName: z.string(),
  SchemaName: z.string(),
  EntitySetName: z.string(),
  OwnershipType: z.string(),
  ChangeTrackingEnabled: z.boolean(),
});

/**
 * `PUT EntityDefinitions(LogicalName='x')` replaces the whole definition: what is left out would be lost, so that the sandbox
 * refuses a part. Of all that it says, only change tracking has an effect here; it cannot be switched off.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-entity-definitions-using-web-api
 */
export function replaceDefinition(request: WebRequest, table: Table): WebReply {
  checkCustomizer(request, 'prvWriteEntity');
  const { customized } = request.world;
  const whole = readDefinition(request, definition);
  if (whole.LogicalName !== table.name || whole.MetadataId !== metadataId(table.name))
    throw refusals.badDefinition(`The body is the definition of ${whole.LogicalName}.`);
  if (request.headers['mscrm.mergelabels'] !== 'true')
    throw refusals.badDefinition('Without MSCRM.MergeLabels: true, labels of other languages would be lost.');
  if (customized.tracksChanges(table.name) && !whole.ChangeTrackingEnabled)
    throw refusals.badDefinition('Change tracking cannot be switched off.');
  if (whole.ChangeTrackingEnabled) customized.trackChanges(table.name);
  return reply.empty();
}
