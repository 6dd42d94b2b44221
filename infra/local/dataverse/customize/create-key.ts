import { z } from 'zod';
import { metadataId } from '../metadata/metadata-id.ts';
import type { Column, ColumnType } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkCustomizer } from './check-customizer.ts';
import { readDefinition } from './read-definition.ts';

const definition = z.object({
  SchemaName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{1,7}_\w{1,100}$/, 'must begin with the prefix of a publisher'),
  DisplayName: z.object({ LocalizedLabels: z.array(z.object({ Label: z.string() })).min(1) }),
  KeyAttributes: z.array(z.string()).min(1),
});

const mostKeys = 10;
const mostColumns = 16;
const mostBytes = 900;
const types: ReadonlySet<ColumnType> = new Set([
  'decimal',
  'integer',
  'text',
  'date-only',
  'user-local',
  'time-zone-independent',
  'lookup',
  'choice',
]);

/**
 * `POST EntityDefinitions(LogicalName='x')/Keys`: the index is built by a job afterwards, and the key cannot be used before.
 * @throws WebApiError 400 for an eleventh key, a seventeenth column, more than 900 bytes, a column that is not there or of a
 *   type that keys do not take.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity
 */
export function createKey(request: WebRequest, table: Table): WebReply {
  checkCustomizer(request, 'prvWriteEntity');
  const { world } = request;
  const { SchemaName, KeyAttributes } = readDefinition(request, definition);
  const name = SchemaName.toLowerCase();
  const known = world.customized.keys(table);
  if (known.some(({ key }) => key.name === name)) throw refusals.keyExists(table, name);
  if (known.length >= mostKeys)
    throw refusals.badDefinition(`${table.name} has ${mostKeys} alternate keys, and can have no more.`);
  if (KeyAttributes.length > mostColumns)
    throw refusals.badDefinition(`A key has at most ${mostColumns} columns.`);
  const columns = KeyAttributes.map((column) => {
    const found = table.columns.get(column);
    if (found === undefined) throw refusals.noSuchAttribute(table, column);
    if (!types.has(found.type))
      throw refusals.badDefinition(`A column of the type of ${column} cannot be in a key.`);
    return found;
  });
  const bytes = columns.reduce((sum, column) => sum + bytesOf(column), 0);
  if (bytes > mostBytes)
    throw refusals.badDefinition(`The key has ${bytes} bytes; at most ${mostBytes} are taken.`);
  const key = { name, columns: KeyAttributes };
  world.customized.addKey(table, key);
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    world.customized.buildIndex(table.name, key, world.database);
  }, world.behaviour.now.keyIndexMs);
  world.timers.add(timer);
  return reply.empty({
    'odata-entityid': `${world.url}/api/data/v9.2/EntityDefinitions(LogicalName='${table.name}')/Keys(${metadataId(`${table.name}.${name}`)})`,
  });
}

/** A character of a text takes two bytes. */
const bytesOf = ({ type, maxLength = 0 }: Column): number =>
  type === 'text' ? maxLength * 2 : type === 'decimal' || type === 'lookup' ? 16 : 8;
