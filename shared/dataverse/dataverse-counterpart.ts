import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Choices } from '../sync/choices.ts';
import type { Counterpart, ReadRow, RowKey } from '../sync/counterpart.ts';
import type { DataverseMetadata } from '../map-check/metadata.ts';
import type { HttpSenderOptions } from '../odata/http-sender.ts';
import { rowsOfPages } from '../odata/pages.ts';
import type { Row } from '../odata/value.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import type { DataverseTrail } from '../reconcile/dataverse-trail.ts';
import type { FailedJobs } from '../sync/failed-jobs.ts';
import { changesSince } from './changes-since.ts';
import { failedJobs } from './failed-jobs.ts';
import { failedSince } from './failed-since.ts';
import { createRow } from './create-row.ts';
import { dataverseError, type DataverseCall } from './dataverse-error.ts';
import { deleteRow } from './delete-row.ts';
import { findRows } from './find-rows.ts';
import { idOf } from './id-column.ts';
import { readById } from './read-by-id.ts';
import { readChoices } from './read-choices.ts';
import { readNativeMaps } from './read-native-maps.ts';
import { readTableDefinition } from './read-table-definition.ts';
import { scanPage } from './scan-page.ts';
import { updateRow } from './update-row.ts';
import { webApi } from './web-api.ts';

export interface DataverseOptions {
  /** `https://contoso.crm4.dynamics.com`, without the path of the Web API. */
  readonly url: string;
  /** undefined: requests carry no token. */
  readonly credential: TokenCredential | undefined;
  /** Further application users, which take turns with the first. */
  readonly otherCredentials?: readonly TokenCredential[];
  /** For a whole request, answer and body included. */
  readonly timeoutMs: number;
  /** Reading requests under way at once, per entity set. */
  readonly maxInFlight?: number;
  /** Rows a page of a scan; the platform gives 5,000 at most. */
  readonly pageSize?: number;
  /** All requests under way at once; no limit where it is absent. */
  readonly mostAtOnce?: () => number;
  /** Hears of every request how it was answered. */
  readonly counted?: Exclude<HttpSenderOptions['counted'], undefined>;
  readonly httpClient?: HttpClient;
  readonly now?: () => number;
}

/** Dataverse as a counterpart, and what it says of itself. */
export interface DataverseCounterpart extends Counterpart, DataverseMetadata, DataverseTrail {
  readonly choices: Choices;
  readonly failedJobs: FailedJobs;
}

/**
 * Dataverse by its Web API. Every method throws only `CounterpartError`; nothing waits or is repeated except a GET
 * once, and a write once where the platform asks for it.
 */
export function dataverseCounterpart(options: DataverseOptions): DataverseCounterpart {
  const api = webApi({ maxInFlight: 4, pageSize: 1_000, now: Date.now, ...options });
  const readers = new Map<string, (id: string) => Promise<ReadRow | undefined>>();
  const finders = new Map<string, ReturnType<typeof findRows>>();

  const reader = (
    table: TableRef,
    columns: readonly string[],
  ): ((id: string) => Promise<ReadRow | undefined>) => {
    const name = `${table.set}?${named(table, columns)}`;
    const known = readers.get(name) ?? readById(api, table, columns);
    readers.set(name, known);
    return known;
  };

  const finder = (table: TableRef, where: Row, columns: readonly string[]): ReturnType<typeof findRows> => {
    const whereColumns = Object.keys(where);
    const name = `${table.set}?${named(table, whereColumns)}?${named(table, columns)}`;
    const known = finders.get(name) ?? findRows(api, table, whereColumns, columns);
    finders.set(name, known);
    known.catch(() => finders.delete(name));
    return known;
  };

  const get = async (path: string, table: string): Promise<string> =>
    (await api.ask({ method: 'GET', path }, { does: 'read', table })).text;

  /** The answer's text; undefined where it is 404. */
  const getIfThere = async (path: string, table: string): Promise<string | undefined> => {
    try {
      return await get(path, table);
    } catch (error) {
      if (error instanceof CounterpartError && error.details.status === 404) return undefined;
      throw error;
    }
  };

  const page: Counterpart['page'] = (at, ...asked) => {
    const [table, , , company] = asked;
    return classified('read', table, undefined, () => {
      if (company !== undefined) throw noCompanyColumn(table);
      return scanPage(api, at, asked);
    });
  };

  return {
    system: 'dataverse',
    tableDefinition: async (table, columns) => {
      try {
        return await readTableDefinition((path) => getIfThere(path, table), table, columns);
      } catch (error) {
        throw dataverseError(error, { does: 'read', table });
      }
    },
    nativeMaps: async () => {
      const table = 'msdyn_dualwriteruntimeconfig';
      try {
        return await readNativeMaps((path) => getIfThere(path, table));
      } catch (error) {
        throw dataverseError(error, { does: 'read', table });
      }
    },
    choices: async (table, column) => {
      try {
        return await readChoices((path) => get(path, table), table, column);
      } catch (error) {
        throw dataverseError(error, { does: 'read', table });
      }
    },
    changesSince: (table, link) => changesSince(api, table, link),
    failedSince: (from) => failedSince(api, from),
    failedJobs: (rowId) => failedJobs(api, rowId),
    read: (table, key, columns) =>
      classified('read', table, undefined, () => reader(table, columns)(idOf(table, key))),
    find: (table, where, columns) =>
      classified('read', table, undefined, async () => (await finder(table, where, columns))(where)),
    create: (table, key, values) =>
      classified('create', table, key, () => createRow(api, table, key, values)),
    update: (table, key, values) =>
      classified('update', table, key, () => updateRow(api, table, key, values)),
    delete: (table, key) => classified('delete', table, key, () => deleteRow(api, table, key)),
    scan: (...asked) => rowsOfPages({ page }, ...asked),
    page,
  };
}

const noCompanyColumn = ({ table }: TableRef): CounterpartError =>
  new CounterpartError({
    system: 'dataverse',
    kind: 'misconfigured',
    cause: 'integration-fault',
    code: 'no-company-column',
    text: `${table} is scanned for a company; Dataverse tables name theirs in the filter.`,
    applied: 'no',
  });

const named = (table: TableRef, columns: readonly string[]): string =>
  columns.map((column) => `${column}:${table.columns[column] ?? ''}`).join();

async function classified<T>(
  does: DataverseCall['does'],
  table: TableRef,
  key: RowKey | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const id = key === undefined ? undefined : String(Object.values(key)[0]);
    throw dataverseError(error, { does, table: table.table, ...(id === undefined ? {} : { id }) });
  }
}
