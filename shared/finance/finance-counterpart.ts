import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { FinanceMetadata } from '../map-check/metadata.ts';
import type { HttpSenderOptions } from '../odata/http-sender.ts';
import { rowsOfPages } from '../odata/pages.ts';
import type { Row } from '../odata/value.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { Counterpart, ReadRow } from '../sync/counterpart.ts';
import { isCompanyCode } from '../table-map/is-company-code.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { financeError } from './finance-error.ts';
import { findRows } from './find-rows.ts';
import { odataService } from './odata-service.ts';
import { readEntityDefinition } from './read-entity-definition.ts';
import { rowAddress } from './row-address.ts';
import { scanPage } from './scan-page.ts';
import { writeBody } from './write-body.ts';

export interface FinanceOptions {
  /** `https://contoso.operations.dynamics.com`, without `/data`. */
  readonly url: string;
  /** undefined: requests carry no token. */
  readonly credential: TokenCredential | undefined;
  /** For a whole request, answer and body included. */
  readonly timeoutMs: number;
  /** Reading requests under way at once, per entity set. */
  readonly maxInFlight?: number;
  /** Rows a page of a scan; the system gives 10,000 at most. */
  readonly pageSize?: number;
  /** Characters of a filter that joins several questions; 2,000 when absent. */
  readonly longestFilter?: number;
  /** All requests under way at once; no limit where it is absent. */
  readonly mostAtOnce?: () => number;
  /** Hears of every request how it was answered. */
  readonly counted?: Exclude<HttpSenderOptions['counted'], undefined>;
  readonly httpClient?: HttpClient;
  readonly now?: () => number;
}

/** Finance as a counterpart, and what it says of itself. */
export interface FinanceCounterpart extends Counterpart, FinanceMetadata {}

/**
 * Finance by its OData service, across companies. Every method throws only `CounterpartError`; nothing waits or is
 * repeated except a GET once.
 */
export function financeCounterpart(options: FinanceOptions): FinanceCounterpart {
  const service = odataService({ maxInFlight: 4, now: Date.now, ...options });
  const finders = new Map<string, ReturnType<typeof findRows>>();

  const find = async (
    table: TableRef,
    where: Row,
    columns: readonly string[],
  ): Promise<readonly ReadRow[]> => {
    const whereColumns = Object.keys(where);
    // One request never asks for rows of two legal entities: what ails one of them would fail the others with it.
    const company = whereColumns.filter(isCompanyCode).map((column) => String(where[column] ?? ''));
    const name = `${table.set}?${company.join()}?${named(table, whereColumns)}?${named(table, columns)}`;
    const finder = finders.get(name) ?? findRows(service, table, whereColumns, columns);
    finders.set(name, finder);
    finder.catch(() => finders.delete(name));
    return (await finder)(where);
  };

  const metadataIfThere = async (path: string): Promise<string | undefined> => {
    try {
      return await service.metadata(path);
    } catch (error) {
      if (error instanceof CounterpartError && error.details.status === 404) return undefined;
      throw error;
    }
  };

  const page: Counterpart['page'] = (at, ...asked) => classified(false, () => scanPage(service, at, asked));

  return {
    system: 'finance',
    entityDefinition: (set, properties) =>
      classified(false, () => readEntityDefinition(metadataIfThere, set, properties)),
    read: (table, key, columns) =>
      classified(false, async () => {
        const [only, ...others] = await find(table, wholeKey(table, key), columns);
        if (others.length > 0) throw notUnique(table, key);
        return only;
      }),
    find: (table, where, columns) => classified(false, () => find(table, where, columns)),
    create: (table, key, values) =>
      classified(true, async () => {
        const body = writeBody(table, { ...wholeKey(table, key), ...values });
        await service.ask({ method: 'POST', path: `/${table.set}`, body });
      }),
    update: (table, key, values) =>
      classified(true, async () => {
        const isKey = (column: string): boolean => Object.hasOwn(table.key, column);
        const changes = Object.fromEntries(Object.entries(values).filter(([column]) => !isKey(column)));
        await service.ask({
          method: 'PATCH',
          path: await rowAddress(service, table, key),
          body: writeBody(table, changes),
        });
      }),
    delete: (table, key) =>
      classified(true, async () => {
        try {
          await service.ask({ method: 'DELETE', path: await rowAddress(service, table, key) });
          return 'deleted';
        } catch (error) {
          if (error instanceof CounterpartError && error.details.kind === 'missing') return 'absent';
          throw error;
        }
      }),
    scan: (...asked) => rowsOfPages({ page }, ...asked),
    page,
  };
}

const named = (table: TableRef, columns: readonly string[]): string =>
  columns.map((column) => `${column}:${table.key[column] ?? table.columns[column] ?? ''}`).join();

/** Every key property, in the entity's order; a part that is not given is empty. */
const wholeKey = (table: TableRef, key: Row): Row =>
  Object.fromEntries(Object.keys(table.key).map((column) => [column, key[column] ?? null]));

const notUnique = (table: TableRef, key: Row): CounterpartError =>
  new CounterpartError({
    system: 'finance',
    kind: 'rejected',
    cause: 'key-not-unique',
    code: 'key-not-unique',
    text: `${table.set} has several rows with the key ${Object.values(key).map(String).join(', ')}.`,
    applied: 'no',
    hint: 'The key in the table map is not that of the entity: compare them.',
  });

async function classified<T>(write: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw financeError(error, write);
  }
}
