import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { deadlinePolicy } from './deadline-policy.ts';

/** Where the tables are: an account by its connection string, or by its table endpoint and an identity. */
export type TableConnection =
  { readonly connectionString: string } | { readonly url: string; readonly credential: TokenCredential };

export interface TableOptions {
  /** Before every table name; letters and digits, a letter first. */
  readonly tablePrefix?: string;
  /** Milliseconds after which one operation, with its retries, is given up. 3,000 if not given. */
  readonly timeoutMs?: number;
  /** Policies that see every attempt of every request: counts, delays and faults in tests. */
  readonly policies?: readonly PipelinePolicy[];
}

/** One client per table of the ledger. */
export type Tables = Readonly<
  Record<
    'records' | 'open' | 'waiting' | 'lookup' | 'owner' | 'control' | 'seen' | 'audit' | 'jobs' | 'stats',
    TableClient
  >
>;

/**
 * Clients of the ledger's tables; nothing is sent yet.
 *
 * @throws Error when the prefix is not allowed in a table name, or the connection string cannot be read.
 */
export function connectTables(connection: TableConnection, options: TableOptions): Tables {
  const { tablePrefix = '', timeoutMs = 3_000, policies = [] } = options;
  if (!/^([A-Za-z][A-Za-z0-9]{0,40})?$/.test(tablePrefix))
    throw new Error(`Table prefix "${tablePrefix}": up to 41 letters and digits, a letter first.`);
  const clientOptions: TableServiceClientOptions = {
    // Three attempts within half a second; whoever called decides about longer waits.
    retryOptions: { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 500 },
    additionalPolicies: [
      { policy: deadlinePolicy(timeoutMs), position: 'perCall' },
      ...policies.map((policy) => ({ policy, position: 'perRetry' as const })),
    ],
  };
  const connect = (name: string): TableClient =>
    'connectionString' in connection
      ? TableClient.fromConnectionString(connection.connectionString, tablePrefix + name, {
          ...clientOptions,
          // Only where the connection string itself says http: the embedded store.
          allowInsecureConnection: /http:\/\//i.test(connection.connectionString),
        })
      : new TableClient(connection.url, tablePrefix + name, connection.credential, clientOptions);
  return {
    records: connect('Records'),
    open: connect('Open'),
    waiting: connect('Waiting'),
    lookup: connect('Lookup'),
    owner: connect('Owner'),
    control: connect('Control'),
    seen: connect('Seen'),
    audit: connect('Audit'),
    jobs: connect('Jobs'),
    stats: connect('Stats'),
  };
}
