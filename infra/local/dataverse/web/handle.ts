import { addRolePrivileges } from '../customize/add-role-privileges.ts';
import { createAttribute } from '../customize/create-attribute.ts';
import { createKey } from '../customize/create-key.ts';
import { deleteAttribute } from '../customize/delete-attribute.ts';
import { deleteKey } from '../customize/delete-key.ts';
import { replaceDefinition } from '../customize/replace-definition.ts';
import { retrieveRolePrivileges } from '../customize/retrieve-role-privileges.ts';
import { userRoles } from '../customize/user-roles.ts';
import { attributeDefinition, attributeDefinitions } from '../metadata/attribute-definitions.ts';
import { entityDefinition, entityDefinitions } from '../metadata/entity-definitions.ts';
import { keyDefinitions } from '../metadata/key-definitions.ts';
import { metadataDocument } from '../metadata/metadata-document.ts';
import { relationshipDefinitions } from '../metadata/relationship-definitions.ts';
import { clearLookup } from '../routes/clear-lookup.ts';
import { deleteRow } from '../routes/delete-row.ts';
import { getRow } from '../routes/get-row.ts';
import { getCount, getSet } from '../routes/get-set.ts';
import { patchRow } from '../routes/patch-row.ts';
import { postRow } from '../routes/post-row.ts';
import { retrieveCurrentOrganization } from '../routes/retrieve-current-organization.ts';
import { retrieveUserPrivileges } from '../routes/retrieve-user-privileges.ts';
import type { Table } from '../schema/table.ts';
import { whoAmI } from '../routes/who-am-i.ts';
import { checkPrivilege } from './check-privilege.ts';
import { parseKey } from './parse-key.ts';
import { refusals } from './refusals.ts';
import { reply } from './reply.ts';
import { splitPath, type Segment } from './split-path.ts';
import type { WebReply, WebRequest } from './web-request.ts';

const longestAddress = 32_768;

/**
 * Answers one request.
 * @throws WebApiError with the refusal.
 */
export function handle(request: WebRequest): WebReply {
  if (request.path.length + request.query.length > longestAddress) throw refusals.addressTooLong();
  const [first, ...rest] = splitPath(request.path);
  if (first === undefined) throw refusals.noSuchResource('');
  if (first.name === 'EntityDefinitions') return definitions(request, first, rest);
  const table = request.world.customized.bySet(first.name);
  if (table === undefined) return functions(request, first, rest);

  checkPrivilege(request, table);
  const address = `${first.name}${first.key === undefined ? '' : `(${first.key})`}`;
  if (first.key === undefined) {
    const [next] = rest;
    if (next?.name === '$count' && request.method === 'GET') return getCount(request, table);
    if (next?.name.startsWith('Microsoft.Dynamics.CRM.') === true) throw refusals.notBuilt(next.name);
    if (next !== undefined) throw refusals.noSuchResource(next.name);
    if (request.method === 'GET') return getSet(request, table);
    if (request.method === 'POST') return postRow(request, table);
    throw refusals.methodNotAllowed();
  }
  const key = parseKey(table, first.key);
  const [navigation, reference] = rest;
  if (navigation !== undefined) {
    if (navigation.name === 'Microsoft.Dynamics.CRM.RetrieveUserPrivileges' && table.name === 'systemuser')
      return retrieveUserPrivileges(request, key);
    if (table.name === 'systemuser' && navigation.name === 'systemuserroles_association')
      return userRoles(request, table, key, reference);
    if (table.name === 'role' && navigation.name === 'Microsoft.Dynamics.CRM.AddPrivilegesRole')
      return addRolePrivileges(request, table, key);
    if (request.method === 'DELETE' && reference?.name === '$ref')
      return clearLookup(request, table, key, navigation.name);
    throw refusals.notBuilt(`requests for a single property (${navigation.name})`);
  }
  switch (request.method) {
    case 'GET':
      return getRow(request, table, key);
    case 'PATCH':
      return patchRow(request, table, key, address);
    case 'DELETE':
      return deleteRow(request, table, key);
    default:
      throw refusals.methodNotAllowed();
  }
}

function functions(request: WebRequest, first: Segment, rest: readonly Segment[]): WebReply {
  if (rest.length > 0) throw refusals.noSuchResource(first.name);
  // What was customized is there at once; nobody sees the app's forms here.
  if (first.name === 'PublishXml' && request.method === 'POST') return reply.empty();
  if (first.name === 'RetrieveRolePrivilegesRole') return retrieveRolePrivileges(request, first.key ?? '');
  if (request.method !== 'GET') throw refusals.noSuchResource(first.name);
  if (first.name === '$metadata') return metadataDocument();
  if (first.name === 'WhoAmI') return whoAmI(request);
  if (first.name === 'RetrieveCurrentOrganization') return retrieveCurrentOrganization(request);
  throw refusals.noSuchResource(first.name);
}

/** Metadata: read, and what an installation adds to it. */
function definitions(request: WebRequest, first: Segment, rest: readonly Segment[]): WebReply {
  if (first.key === undefined) {
    if (request.method !== 'GET') throw refusals.methodNotAllowed();
    return entityDefinitions(request);
  }
  const name = /^LogicalName='([^']*)'$/.exec(first.key)?.[1];
  const table = request.world.customized.byName(name ?? '');
  if (table === undefined || !request.world.metadata.hasTable(table.name))
    throw refusals.noSuchEntity(name ?? first.key);
  const [part, ...more] = rest;
  if (request.method !== 'GET') return customization(request, table, part, more);
  if (part === undefined) return entityDefinition(request, table);
  const path = more.map((segment) => segment.name);
  if (part.name === 'Attributes')
    return part.key === undefined
      ? attributeDefinitions(request, table, path)
      : attributeDefinition(request, table, part.key, path);
  if (path[0] !== undefined) throw refusals.noSuchResource(path[0]);
  switch (part.name) {
    case 'ManyToOneRelationships':
      return relationshipDefinitions(request, table);
    case 'Keys':
      return keyDefinitions(request, table);
    default:
      throw refusals.notBuilt(`the metadata part ${part.name}`);
  }
}

/** Definitions are replaced, not changed: PATCH is refused. */
function customization(
  request: WebRequest,
  table: Table,
  part: Segment | undefined,
  more: readonly Segment[],
): WebReply {
  const does = `${request.method} ${part?.name ?? ''}`;
  if (more.length > 0) throw refusals.methodNotAllowed();
  if (part?.key === undefined)
    switch (does) {
      case 'PUT ':
        return replaceDefinition(request, table);
      case 'POST Attributes':
        return createAttribute(request, table);
      case 'POST Keys':
        return createKey(request, table);
      default:
        throw refusals.methodNotAllowed();
    }
  if (does === 'DELETE Attributes') return deleteAttribute(request, table, part.key);
  if (does === 'DELETE Keys') return deleteKey(request, table, part.key);
  throw refusals.methodNotAllowed();
}
