import type { Column } from '../schema/column.ts';
import type { AlternateKey, Table } from '../schema/table.ts';
import { WebApiError } from './web-api-error.ts';

/** Code of OData parse errors in queries. Assumed from public error reports. */
const query = '0x80060888';
/** Code of errors in a request body. Assumed from public error reports. */
const payload = '0x80048d19';

const badQuery = (message: string): WebApiError => new WebApiError(400, query, message);
const badPayload = (table: Table, message: string): WebApiError =>
  new WebApiError(
    400,
    payload,
    `Error identified in Payload provided by the user for Entity :'${table.set}'. InnerException : ${message}`,
  );

/**
 * Every refusal of the sandbox. Statuses and codes 0x80040217, 0x80060891, 0x80060882, 0x80060892, 0x80040237,
 * 0x80040227, 0x80040203, 0x80060890, 0x8004432F/30/31, 0x8004431A, 0x80040265 are those of the Web API's error
 * table; wording follows public error reports, and clients must not read it.
 */
export const refusals = {
  badQuery,
  badPayload,
  unauthorized: () =>
    new WebApiError(401, '0x80040204', 'The token is missing or not accepted.', {
      'www-authenticate': 'Bearer',
    }),
  /** Code assumed. */
  noSuchResource: (segment: string) =>
    new WebApiError(404, '0x8006088a', `Resource not found for the segment '${segment}'.`),
  noSuchProperty: (table: Table, name: string) =>
    badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.name}'.`),
  unknownInBody: (table: Table, name: string) =>
    badPayload(
      table,
      `Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.${table.name}'.`,
    ),
  unknownNavigation: (table: Table, name: string) =>
    badPayload(
      table,
      `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload.`,
    ),
  wrongType: (table: Table, column: Column, text: string, edm: string) =>
    badPayload(
      table,
      `Cannot convert the literal '${text}' to the expected type '${edm}' (property '${column.property}').`,
    ),
  notSettable: (table: Table, column: Column) =>
    new WebApiError(
      400,
      '0x80040203',
      `The attribute '${column.name}' of entity '${table.name}' cannot be set by a caller.`,
    ),
  systemRequired: (table: Table, column: Column) =>
    new WebApiError(
      400,
      '0x80040203',
      `The attribute '${column.name}' of entity '${table.name}' is required and cannot be empty.`,
    ),
  tooLong: (table: Table, column: Column) =>
    new WebApiError(
      400,
      '0x80044331',
      `A validation error occurred. The length of the '${column.name}' attribute of the '${table.name}' entity exceeded the maximum allowed length of '${column.maxLength ?? 0}'.`,
    ),
  outOfRange: (table: Table, column: Column, value: string) =>
    new WebApiError(
      400,
      '0x80044330',
      `A validation error occurred. The value ${value} of '${column.name}' on record of type '${table.name}' is outside the valid range.`,
    ),
  noSuchOption: (table: Table, column: Column, value: number) =>
    new WebApiError(
      400,
      '0x8004431A',
      `A validation error occurred. The value ${value} of '${column.name}' on record of type '${table.name}' is outside the valid range. Accepted Values: ${(column.options ?? []).map((option) => option.value).join(',')}`,
    ),
  /** Code assumed. */
  statusNotOfState: (status: number, state: number, table: Table) =>
    new WebApiError(
      400,
      '0x80048408',
      `${status} is not a valid status code for state code ${state} on ${table.name}.`,
    ),
  noSuchRow: (table: Table, id: string) =>
    new WebApiError(404, '0x80040217', `${table.name} With Id = ${id} Does Not Exist`),
  noSuchKey: (table: Table) =>
    new WebApiError(
      404,
      '0x80060891',
      `A record with the specified key values does not exist in ${table.name} entity`,
    ),
  keyNotDefined: (table: Table) =>
    new WebApiError(
      400,
      '0x80060890',
      `The specified key attributes are not a defined key for the ${table.name} entity`,
    ),
  keyCharacter: (value: string) =>
    badQuery(
      `The key value '${value}' holds a character that key look-ups do not support (/ < > * % & : \\ ? +).`,
    ),
  duplicateKey: (table: Table, key: AlternateKey) =>
    new WebApiError(
      412,
      '0x80060892',
      `A record with matching key values already exists. Entity ${table.name}, key ${key.name}.`,
    ),
  rowExists: (table: Table) =>
    new WebApiError(
      412,
      '0x80060892',
      `A record with matching key values already exists. Entity ${table.name}.`,
    ),
  duplicateId: () => new WebApiError(412, '0x80040237', 'Cannot insert duplicate key.'),
  versionMismatch: () =>
    new WebApiError(
      412,
      '0x80060882',
      "The version of the existing record doesn't match the RowVersion property provided.",
    ),
  stillReferenced: (table: Table, by: Table) =>
    new WebApiError(
      405,
      '0x80040227',
      `The ${table.name} cannot be deleted because it is associated with ${by.name}.`,
    ),
  readOnlyTable: (table: Table) =>
    new WebApiError(400, '0x80040203', `The sandbox lets nobody write ${table.name}.`),
  /** Status, code and words assumed: the documentation only says that it is refused. */
  tokenExpired: () =>
    new WebApiError(
      400,
      '0x80044352',
      'Version stamp associated with the client has expired. Please perform a full sync.',
    ),
  /** Code assumed: the documentation says that it is refused, not how. */
  badRegistration: (message: string) => new WebApiError(400, '0x80040203', message),
  /** 0x80050203, format of the settings; the one code of registrations that a public list names. */
  badAuthValue: (message: string) => new WebApiError(400, '0x80050203', message),
  /** Which of the documented codes of 403 stands for a missing privilege is assumed. */
  noPrivilege: (privilege: string, table: Table) =>
    new WebApiError(
      403,
      '0x80042F09',
      `Principal user is missing ${privilege} privilege for entity '${table.name}'.`,
    ),
  mayNotCustomize: (privilege: string) =>
    new WebApiError(403, '0x80042F09', `Principal user is missing ${privilege} privilege.`),
  /** What the documentation says is refused when metadata changes; code assumed. */
  badDefinition: (message: string) => new WebApiError(400, '0x80040203', message),
  /** Code assumed. */
  attributeExists: (table: Table, name: string) =>
    new WebApiError(
      400,
      '0x80044153',
      `An attribute with the specified name ${name} already exists for entity ${table.name}.`,
    ),
  /** Code assumed. */
  attributeInUse: (name: string, by: string) =>
    new WebApiError(
      400,
      '0x8004F01F',
      `The attribute ${name} cannot be deleted: the key ${by} depends on it.`,
    ),
  /** As public code expects it. */
  keyExists: (table: Table, name: string) =>
    new WebApiError(400, '0x80060893', `An entity key ${name} already exists for entity ${table.name}.`),
  noSuchPrivilege: (id: string) =>
    new WebApiError(404, '0x80040217', `privilege With Id = ${id} Does Not Exist`),
  plugIn: (message: string) => new WebApiError(400, '0x80040265', message),
  noSuchEntity: (name: string) =>
    new WebApiError(
      404,
      '0x80060888',
      `Could not find an entity with name ${name} and MetadataId 00000000-0000-0000-0000-000000000000.`,
    ),
  noSuchAttribute: (table: Table, name: string) =>
    new WebApiError(404, '0x80060888', `Could not find an attribute ${name} of entity ${table.name}.`),
  /** 32,768 characters are documented for requests in batches; assumed for the others. */
  addressTooLong: () => new WebApiError(414, '', 'The address is longer than 32,768 characters.'),
  methodNotAllowed: () =>
    new WebApiError(405, '', 'The requested resource does not support this http method.'),
  /** A limit of the sandbox: the real system has this. */
  notBuilt: (what: string) => new WebApiError(501, '', `The sandbox does not have ${what}.`),
} as const;
