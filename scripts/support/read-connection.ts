import { userInfo } from 'node:os';
import { UsageError } from '../usage-error.ts';
import type { Connection } from './call-api.ts';

/** Options of every command that calls the functions app. */
export const connectionOptions = {
  url: { type: 'string' },
  key: { type: 'string' },
  as: { type: 'string' },
} as const;

/**
 * Where the functions app is and who calls it: from what was typed, else from the environment.
 *
 * @throws UsageError where neither says where.
 */
export function readConnection(
  typed: Readonly<Partial<Record<keyof typeof connectionOptions, string | undefined>>>,
  environment: Readonly<Record<string, string | undefined>>,
): Connection {
  const url = typed.url ?? environment['SUPPORT_URL'];
  const key = typed.key ?? environment['SUPPORT_KEY'];
  if (url === undefined || key === undefined)
    throw new UsageError(
      'Where is the functions app? Give --url and --key, or set SUPPORT_URL and SUPPORT_KEY as npm start prints them.',
    );
  return { url, key, user: typed.as ?? userInfo().username };
}
