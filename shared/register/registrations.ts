import { z } from 'zod';
import type { JsonValue } from '../odata/json-value.ts';
import { readPage, type JsonObject } from '../odata/read-page.ts';
import type { WebApi } from '../dataverse/web-api.ts';

export type Body = Readonly<Record<string, JsonValue>>;

/** Tables that hold the registration of notifications, by entity set. */
const registrationSets = {
  serviceendpoints: 'serviceendpoint',
  sdkmessagefilters: 'sdkmessagefilter',
  sdkmessageprocessingsteps: 'sdkmessageprocessingstep',
} as const;
export type RegistrationSet = keyof typeof registrationSets;

/** Rows of the tables that hold the registration. Every method throws CounterpartError. */
export interface Registrations {
  /** @param query system query options, encoded. */
  list(set: RegistrationSet, query: string): Promise<readonly JsonObject[]>;
  /** @returns the id of the new row. */
  create(set: RegistrationSet, body: Body): Promise<string>;
  change(set: RegistrationSet, id: string, body: Body): Promise<void>;
  remove(set: RegistrationSet, id: string): Promise<void>;
}

const created = z.string().regex(/\(([0-9a-f-]{36})\)$/i);

/** @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-operations-web-api */
export function registrations(api: WebApi): Registrations {
  return {
    async list(set, query) {
      const rows: JsonObject[] = [];
      for (let path: string | undefined = `/${set}?${query}`; path !== undefined;) {
        const answer = await api.ask({ method: 'GET', path }, { does: 'read', table: registrationSets[set] });
        const page = readPage(answer.text);
        rows.push(...page.rows);
        path = page.nextLink;
      }
      return rows;
    },
    async create(set, body) {
      const answer = await api.ask(
        { method: 'POST', path: `/${set}`, body },
        { does: 'create', table: registrationSets[set] },
      );
      return created.parse(answer.header('odata-entityid')).slice(-37, -1);
    },
    async change(set, id, body) {
      await api.ask(
        { method: 'PATCH', path: `/${set}(${id})`, headers: { 'If-Match': '*' }, body },
        { does: 'update', table: registrationSets[set], id },
      );
    },
    async remove(set, id) {
      await api.ask(
        { method: 'DELETE', path: `/${set}(${id})` },
        { does: 'delete', table: registrationSets[set], id },
      );
    },
  };
}
