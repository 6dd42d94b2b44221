import { z } from 'zod';
import { parseProjection } from '../query/parse-projection.ts';
import { printRow } from '../query/print-row.ts';
import { readQueryOptions } from '../query/query-options.ts';
import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import type { Preferences } from '../web/preferences.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';

/** Changes between two versions of the database, from a place on. */
const cursor = z.object({ from: z.number(), to: z.number(), deletes: z.boolean(), after: z.number() });
type Cursor = z.infer<typeof cursor>;

const largestPage = 5000;

/**
 * `Prefer: odata.track-changes`, or a delta link: rows that were written since, oldest first, then the ids of those that
 * were deleted. The delta link stands on the last page.
 *
 * @throws WebApiError 400 for an option that change tracking does not take, or a token that is too old.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
 */
export function getChanges(request: WebRequest, table: Table, preferences: Preferences): WebReply {
  const { database, url, metadata, customized } = request.world;
  const options = readQueryOptions(request.query, ['$select', '$deltatoken', '$skiptoken']);
  const projection = parseProjection(table, options.get('$select'), undefined);
  const at = startOf(request, options);
  const changes = [
    ...[...database.rows(table.name).all()].map((row) => ({ version: versionOf(row), row })),
    ...(at.from === 0 ? [] : database.deleted(table.name)).map(({ id, version }) => ({
      version: Number(version),
      id,
    })),
  ]
    .filter(({ version }) => version > at.from && version <= at.to)
    .filter((change) => isAfter(at, 'id' in change, change.version))
    .sort((a, b) => Number('id' in a) - Number('id' in b) || a.version - b.version);
  const page = changes.slice(0, preferences.pageSize ?? largestPage);
  const last = page.at(-1);
  const root = `${url}/api/data/v9.2/`;
  const select = options.get('$select');
  const link = (option: string, token: unknown): string =>
    `${root}${request.path}?${select === undefined ? '' : `$select=${encodeURIComponent(select)}&`}${option}=${encoded(token)}`;
  const isTracked = customized.tracksChanges(table.name) && metadata.tracksChanges(table.name);
  const ending =
    last !== undefined && page.length < changes.length
      ? {
          '@odata.nextLink': `${link('$skiptoken', { ...at, deletes: 'id' in last, after: last.version })}&$deltatoken=${encoded(at.from)}`,
        }
      : isTracked
        ? { '@odata.deltaLink': link('$deltatoken', at.to) }
        : {};
  return reply.json(
    200,
    {
      '@odata.context': `${root}$metadata#${table.set}/$delta`,
      value: page.map((change) =>
        'id' in change
          ? {
              '@odata.context': `${root}$metadata#${table.set}/$deletedEntity`,
              id: change.id,
              reason: 'deleted',
            }
          : printRow(database, projection, change.row, preferences.annotations),
      ),
      ...ending,
    },
    { 'preference-applied': 'odata.track-changes' },
  );
}

const encoded = (token: unknown): string => Buffer.from(JSON.stringify(token)).toString('base64url');

const versionOf = (row: StoredRow): number => Number(row['versionnumber'] ?? 0);

/** Rows come before deletes, each by version. */
const isAfter = ({ deletes, after }: Cursor, isDelete: boolean, version: number): boolean =>
  isDelete === deletes ? version > after : isDelete;

function startOf(request: WebRequest, options: ReadonlyMap<string, string>): Cursor {
  const { database } = request.world;
  const skip = options.get('$skiptoken');
  if (skip !== undefined) return checked(database.oldestToken, cursor, skip, ({ from }) => from);
  const token = options.get('$deltatoken');
  const from =
    token === undefined ? 0 : checked(database.oldestToken, z.number(), token, (version) => version);
  return { from, to: database.version, deletes: false, after: 0 };
}

function checked<T>(oldest: number, form: z.ZodType<T>, token: string, from: (value: T) => number): T {
  let value: T;
  try {
    value = form.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    throw refusals.badQuery('The delta token is not valid.');
  }
  if (from(value) !== 0 && from(value) < oldest) throw refusals.tokenExpired();
  return value;
}
