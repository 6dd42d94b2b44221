import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import type { WebApi } from '../dataverse/web-api.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { parseJson } from '../odata/parse-json.ts';
import { readPage } from '../odata/read-page.ts';
import type { CustomWork } from './customization.ts';
import { registerMark } from '../register/endpoint-body.ts';

const english = new LosslessNumber('1033');
const created = z.string().regex(/\(([0-9a-f-]{36})\)$/i);

/** What a write needs that is no part of it. */
export interface CustomizeOptions {
  /** Unique name of the solution that new columns and keys go into; undefined: the default one. */
  readonly solution: string | undefined;
  /** Id of a role that was made before in the same run. */
  readonly role: string | undefined;
}

/**
 * Makes one change over the Web API.
 *
 * @returns the id of a new role.
 * @throws CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-entity-definitions-using-web-api
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/addprivilegesrole
 */
export async function customize(
  api: WebApi,
  work: CustomWork,
  { solution, role }: CustomizeOptions,
): Promise<string | undefined> {
  const into = solution === undefined ? {} : { headers: { 'MSCRM.SolutionUniqueName': solution } };
  const ask = (
    method: 'POST' | 'DELETE',
    path: string,
    table: string,
    body?: JsonValue,
    more: { readonly headers?: Readonly<Record<string, string>> } = {},
  ) =>
    api.ask(
      { method, path, ...more, ...(body === undefined ? {} : { body }) },
      { does: method === 'POST' ? 'create' : 'delete', table },
    );
  switch (work.kind) {
    case 'create-column':
      await ask('POST', `${pathOf(work.table)}/Attributes`, work.table, columnBody(work), into);
      return undefined;
    case 'remove-column':
      await ask('DELETE', `${pathOf(work.table)}/Attributes(LogicalName='${work.column}')`, work.table);
      return undefined;
    case 'create-key':
      if (work.again) await removeKey(api, work.table, work.name);
      await ask('POST', `${pathOf(work.table)}/Keys`, work.table, keyBody(work), into);
      return undefined;
    case 'remove-key':
      await removeKey(api, work.table, work.name);
      return undefined;
    case 'track-changes':
      await trackChanges(api, work.table);
      return undefined;
    case 'create-role': {
      const answer = await ask('POST', '/roles', 'role', {
        name: work.name,
        'businessunitid@odata.bind': `/businessunits(${work.businessUnit})`,
      });
      const id = created.parse(answer.header('odata-entityid')).slice(-37, -1);
      await ask('POST', addTo(id), 'role', privilegesBody(work.privileges));
      return id;
    }
    case 'add-privileges':
      await ask('POST', addTo(work.role), 'role', privilegesBody(work.privileges));
      return undefined;
    case 'assign-role': {
      const given = work.role ?? role;
      // Without a role, which could not be made, there is nothing to give: what is left is told anyway.
      if (given !== undefined)
        await ask('POST', `/systemusers(${work.user})/systemuserroles_association/$ref`, 'systemuser', {
          '@odata.id': `${api.root}/roles(${given})`,
        });
      return undefined;
    }
    case 'remove-role':
      await ask('DELETE', `/roles(${work.role})`, 'role');
      return undefined;
  }
}

const pathOf = (table: string): string => `/EntityDefinitions(LogicalName='${table}')`;
const addTo = (role: string): string => `/roles(${role})/Microsoft.Dynamics.CRM.AddPrivilegesRole`;

const label = (text: string): JsonValue => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.Label',
  LocalizedLabels: [
    { '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: text, LanguageCode: english },
  ],
});

/** That a prefix is taken which is of no publisher of the solution is assumed(own-prefix). */
const columnBody = ({ column, type }: CustomWork & { readonly kind: 'create-column' }): JsonValue => ({
  SchemaName: column,
  DisplayName: label(column.replace(/^[a-z]+_/, '')),
  Description: label(`${registerMark}: written by Project Operations Sync`),
  RequiredLevel: { Value: 'None' },
  ...(type === 'text'
    ? {
        '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
        MaxLength: new LosslessNumber('100'),
        FormatName: { Value: 'Text' },
      }
    : {
        '@odata.type': 'Microsoft.Dynamics.CRM.DecimalAttributeMetadata',
        Precision: new LosslessNumber('10'),
        MinValue: new LosslessNumber('-100000000000'),
        MaxValue: new LosslessNumber('100000000000'),
      }),
});

/** The form of the body is that of public code, assumed(create-key). */
const keyBody = ({ name, columns }: CustomWork & { readonly kind: 'create-key' }): JsonValue => ({
  SchemaName: name,
  DisplayName: label(name),
  KeyAttributes: columns,
});

const privilegesBody = (ids: readonly string[]): JsonValue => ({
  Privileges: ids.map((id) => ({ PrivilegeId: id, Depth: 'Global' })),
});

/** By its id, assumed(create-key). */
async function removeKey(api: WebApi, table: string, name: string): Promise<void> {
  const { text } = await api.ask(
    { method: 'GET', path: `${pathOf(table)}/Keys?$select=LogicalName` },
    { does: 'read', table },
  );
  const key = readPage(text).rows.find((row) => row['LogicalName'] === name);
  const id = key?.['MetadataId'];
  if (typeof id === 'string')
    await api.ask({ method: 'DELETE', path: `${pathOf(table)}/Keys(${id})` }, { does: 'delete', table });
}

/** A definition is replaced as a whole, so the whole is read first; then it is published. */
async function trackChanges(api: WebApi, table: string): Promise<void> {
  const { text } = await api.ask({ method: 'GET', path: pathOf(table) }, { does: 'read', table });
  const whole = z.record(z.string(), z.unknown()).parse(parseJson(text)) as Record<string, JsonValue>;
  await api.ask(
    {
      method: 'PUT',
      path: pathOf(table),
      headers: { 'MSCRM.MergeLabels': 'true' },
      body: { ...whole, ChangeTrackingEnabled: true },
    },
    { does: 'update', table },
  );
  await api.ask(
    {
      method: 'POST',
      path: '/PublishXml',
      body: {
        ParameterXml: `<importexportxml><entities><entity>${table}</entity></entities></importexportxml>`,
      },
    },
    { does: 'update', table },
  );
}
