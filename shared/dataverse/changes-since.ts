import { isJsonObject } from '../odata/is-json-object.ts';
import { parseJson } from '../odata/parse-json.ts';
import { readPage, type JsonObject } from '../odata/read-page.ts';
import type { ChangedPage } from '../reconcile/dataverse-trail.ts';
import { LinkRefusedError } from '../reconcile/link-refused-error.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { dataverseError } from './dataverse-error.ts';
import { idColumn } from './id-column.ts';
import { textOf } from './system-job.ts';
import type { WebApi } from './web-api.ts';

/**
 * What happened to a table since a delta link was given; without one all rows, page by page, with a link at the end.
 *
 * @throws LinkRefusedError, CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
 */
export async function* changesSince(
  api: WebApi,
  table: TableRef,
  link: string | undefined,
): AsyncGenerator<ChangedPage> {
  const id = idColumn(table);
  let path: string | undefined = link ?? `/${table.set}?$select=${id}`;
  while (path !== undefined) {
    const answer = await ask(api, table, path, link !== undefined);
    try {
      const page = readPage(answer);
      const body = parseJson(answer);
      const next = isJsonObject(body) ? body['@odata.deltaLink'] : undefined;
      yield {
        changed: page.rows
          .filter((row) => !isDeleted(row))
          .map((row) => ({ row: textOf(row[id]).toLowerCase(), version: versionOf(row) })),
        deleted: page.rows.filter(isDeleted).map((row) => textOf(row['id']).toLowerCase()),
        ...(typeof next === 'string' ? { link: next } : {}),
      };
      path = page.nextLink;
    } catch (error) {
      throw dataverseError(error, { does: 'read', table: table.table });
    }
  }
}

async function ask(api: WebApi, table: TableRef, path: string, byLink: boolean): Promise<string> {
  const headers = { Prefer: `odata.track-changes,odata.maxpagesize=${String(api.pageSize)}` };
  try {
    const answer = await api
      .slotsOf(table.set)
      .run(() => api.ask({ method: 'GET', path, headers }, { does: 'read', table: table.table }));
    return answer.text;
  } catch (error) {
    if (byLink && error instanceof CounterpartError && isRefusal(error.details.status))
      throw new LinkRefusedError(table.table, error.details.text);
    throw error;
  }
}

/** The status of a token that is too old is published nowhere: assumed(delta-token-refusal). */
const isRefusal = (status: number | undefined): boolean =>
  status !== undefined && [400, 404, 410, 412].includes(status);

const isDeleted = (row: JsonObject): boolean => textOf(row['@odata.context']).includes('$deletedEntity');

/** `W/"5948260"` */
const versionOf = (row: JsonObject): string => textOf(row['@odata.etag']).replaceAll(/\D/g, '');
