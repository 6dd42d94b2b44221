import type { ShownRecord } from '../../shared/support/show-record.ts';
import { ApiError, callApi, type Connection } from './call-api.ts';

/** The one record that a name means. @throws ApiError naming all of them where several are meant. */
export async function findRecord(connection: Connection, name: string): Promise<ShownRecord> {
  const answer = await callApi<{ readonly shown?: ShownRecord; readonly matches?: readonly string[] }>(
    connection,
    'GET',
    `show?name=${encodeURIComponent(name)}`,
  );
  if (answer.shown !== undefined) return answer.shown;
  throw new ApiError(
    409,
    `"${name}" names several records; name one of them:\n${(answer.matches ?? []).map((record) => `  "${record}"`).join('\n')}`,
  );
}
