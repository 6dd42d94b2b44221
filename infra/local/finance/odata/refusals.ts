import type { Entity } from '../schema/entity.ts';
import type { Property } from '../schema/property.ts';
import type { Values } from '../store/stored-row.ts';
import { Refusal } from './refusal.ts';

const services = 'Microsoft.Dynamics.Platform.Integration.Services.OData';

/** The address cannot be understood: query option, key, filter, property (assumed to be one class of answer). */
export const badQuery = (message: string): Refusal =>
  new Refusal(400, {
    message: `The query specified in the URI is not valid. ${message}`,
    type: 'Microsoft.OData.ODataException',
    stacktrace: `   at ${services}.AxODataController.ParseQueryOptions(HttpRequestMessage request)`,
  });

/** The body cannot be read as a row of the type: code 0022, with the reason one level further in. */
export const badBody = (message: string): Refusal =>
  new Refusal(
    400,
    {
      message: 'Exception has been thrown by the target of an invocation.',
      type: 'System.Reflection.TargetInvocationException',
      stacktrace: `   at ${services}.AxODataEntityDeserializer.ReadODataBodyAsDelta(HttpRequestMessage request, Type clrType)`,
      internalexception: {
        message,
        type: 'System.InvalidOperationException',
        stacktrace: `   at ${services}.AxODataEntityDeserializer.ReadODataBody[T](HttpRequestMessage request)`,
      },
    },
    '0022',
  );

/** A body names a property that the entity does not have. */
export const unknownProperty = (entity: Entity, name: string): Refusal =>
  badBody(
    `The property '${name}' does not exist on type 'Microsoft.Dynamics.DataEntities.${entity.type}'. Make sure to only use property names that are defined by the type.`,
  );

const notFound = (status: number, message: string): Refusal =>
  new Refusal(status, {
    message,
    type: 'System.InvalidOperationException',
    stacktrace: `   at ${services}.Update.UpdateManager.SaveChanges()`,
  });

/** PATCH, PUT and DELETE answer 400, never 404: there is no upsert. */
export const noRowForUpdate = (): Refusal =>
  notFound(400, 'No resources were found when selecting for update.');

/** A key without its legal entity fits several rows. */
export const manyRowsForUpdate = (): Refusal =>
  notFound(400, 'More than one resource was found when selecting for update.');

/** GET of a missing row; the text is assumed. */
export const noRow = (): Refusal => notFound(404, 'No resources were found when selecting.');

/** If-Match names another state of the row; status and text are assumed. */
export const etagMismatch = (status: 412 | 409): Refusal =>
  notFound(
    status,
    'The record was changed by another user after it was read. The If-Match header does not match its current ETag.',
  );

/**
 * A write that validateField, validateWrite or the table refused, in the grammar of the Infolog.
 *
 * @param entries each with its kind, and ending in a full stop.
 */
const writeFailed = (entity: Entity, ...entries: readonly string[]): Refusal =>
  new Refusal(400, {
    message: `Write failed for table row of type '${entity.physical}'. Infolog: ${entries.join('; ')}`,
    type: `${services}.AxODataWriteException`,
    stacktrace: `   at ${services}.Update.UpdateManager.SaveChanges()`,
  });

/** What validateField says about one field, with the line that names it. */
const fieldRefused = (entity: Entity, name: string, reason: string): Refusal =>
  writeFailed(
    entity,
    `Warning: ${reason}`,
    `Warning: validateField failed on field '${entity.physical}.${name}'.`,
  );

/** A mandatory property is missing or empty. */
export const mustBeFilledIn = (entity: Entity, name: string, property: Property): Refusal =>
  fieldRefused(entity, name, `Field '${property.label ?? name}' must be filled in.`);

/** A relation of the table finds no row. Wording as published for customer groups. */
export const notInRelatedTable = (entity: Entity, name: string, value: string, table: string): Refusal =>
  fieldRefused(
    entity,
    name,
    `The value '${value}' in field '${entity.properties[name]?.label ?? name}' is not found in the related table '${table}'.`,
  );

/** What validateWrite of the table says, with the line that names the data source. */
export const validateWriteFailed = (entity: Entity, reason: string): Refusal =>
  writeFailed(
    entity,
    `Error: ${reason}`,
    `Error: validateWrite failed on data source '${entity.table} (${entity.table})'.`,
  );

/** validateDelete of the table speaks against it; the grammar is that of writes, assumed for deletes. */
export const deleteRefused = (entity: Entity, reason: string): Refusal =>
  writeFailed(
    entity,
    `Error: ${reason}`,
    `Error: validateDelete failed on data source '${entity.table} (${entity.table})'.`,
  );

/** Two writes met in one document; the text is published, its place in the Infolog assumed. */
export const updateConflict = (entity: Entity): Refusal =>
  writeFailed(
    entity,
    'Error: An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.',
  );

/** A create finds a row of the same key. */
export function alreadyExists(entity: Entity, values: Values): Refusal {
  const key = entity.key
    .filter((name) => name !== 'dataAreaId')
    .map((name) => `${entity.properties[name]?.label ?? name}: ${values[name] ?? ''}`)
    .join(', ');
  return writeFailed(
    entity,
    `Error: Cannot create a record in ${entity.label} (${entity.table}). ${key}. The record already exists..`,
  );
}

/** The field is AllowEdit=false (on PATCH) or AllowEditOnCreate=false (on POST); the text is assumed. */
export const notEditable = (entity: Entity, name: string, property: Property): Refusal =>
  fieldRefused(entity, name, `Field '${property.label ?? name}' does not allow editing.`);

/** The set as a whole refuses the verb; the text is assumed. */
export const setRefuses = (entity: Entity, verb: 'create' | 'update' | 'delete'): Refusal =>
  new Refusal(400, {
    message: `Cannot ${verb} a record in ${entity.label} (${entity.table}). The data entity '${entity.physical}' does not allow it.`,
    type: `${services}.AxODataWriteException`,
    stacktrace: `   at ${services}.Update.UpdateManager.SaveChanges()`,
  });

/** A text is longer than its column; whether Finance refuses that at all is not known, and so is the text. */
export const textTooLong = (entity: Entity, name: string, longest: number): Refusal =>
  fieldRefused(entity, name, `The value in field '${name}' is longer than ${String(longest)} characters.`);

/** An empty text is no value; a behaviour that nobody has seen, to be switched on. */
export const emptyTextRefused = (name: string): Refusal =>
  badBody(`An empty string was found for the property named '${name}', which takes no empty string.`);

/** A null for an enumeration, which `$metadata` prints as nullable; to be switched on. */
export const nullRefused = (name: string, property: Property): Refusal =>
  badBody(
    `A null value was found for the property named '${name}', which has the expected type 'Microsoft.Dynamics.DataEntities.${property.enumeration ?? ''}'.`,
  );

/** Companies that do not exist; the text is assumed. */
export const unknownCompany = (code: string): Refusal =>
  new Refusal(400, {
    message: `The company '${code}' does not exist.`,
    type: `${services}.ODataArgumentException`,
    stacktrace: `   at ${services}.Update.ChangeInfo.ExecuteActionsInCompanyContext(IEnumerable\`1 actionList, ChangeOperationContext operationContext)`,
  });
