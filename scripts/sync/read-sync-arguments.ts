import { readFlags } from '../read-flags.ts';
import type { Connection } from '../support/call-api.ts';
import { connectionOptions, readConnection } from '../support/read-connection.ts';
import { assertTaken } from './assert-taken.ts';
import { readDay } from './read-day.ts';
import { readRange } from './read-range.ts';
import { UsageError } from '../usage-error.ts';

export const syncUsage = `npm run sync -- COMMAND

  link                  matches both sides by business id, writes to neither; says what is on one side only, and doubles
  initial               looks at every row of the master maps, parents first, and writes what differs
                          --map MAP --company CODE --from DAY --to DAY (or --period PERIOD): rows of a transactional
                          map from before go-live, with a preview of amounts by month; starts when another person confirms it
  confirm RUN --as NAME that other person; run RUN shows what would cross
  resync NAME…          looks at single records; or by filter: --map MAP [--changed-since DAY], --cause CAUSE
  again RUN             runs only what failed in a run and is still open
  accept NAME…          lets a difference be that compare shows, until it changes: --reason TEXT [--until DAY]
  distrust --reason TEXT after a restore or refresh of either system: every record is compared with its counterpart once more
  run RUN               how far a run is, and waits for its end;   runs: all of them

Where: --map MAP, --company CODE. --no-wait: does not wait for the end.
NAME is a business number (P-1001), the id of a Dataverse row, or a record ("Project tasks|…"). DAY is YYYY-MM-DD.
PERIOD is a month (2026-10), or a period ("2026/Period 10") or year (2026) of the legal entity's fiscal calendar.
Which app: --url URL --key KEY, else SUPPORT_URL and SUPPORT_KEY. Who: --as NAME. For machines: --json
Ends with 0; 1 where rows should be looked at; 2 where it was not understood.`;

export interface SyncArguments {
  readonly command: string;
  readonly names: readonly string[];
  /** What the API takes, by its names there. */
  readonly asked: Readonly<Record<string, string>>;
  /** Why somebody does it, for the audit. */
  readonly reason: string | undefined;
  /** YYYY-MM-DD */
  readonly until: string | undefined;
  readonly flags: { readonly json: boolean; readonly wait: boolean };
  readonly connection: Connection;
  /** The person's name was given, and is not only that of the machine's user. */
  readonly isNamed: boolean;
}

/** @throws UsageError. */
export function readSyncArguments(
  typed: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SyncArguments {
  const { values, positionals } = parse(typed);
  const [command, ...names] = positionals;
  if (command === undefined) throw new UsageError('What shall be done?');
  const { map, company, period, cause } = values;
  assertTaken(command, values);
  const { from, to } = readRange({ from: values.from, to: values.to });
  const changedSince = readDay('--changed-since', values['changed-since']);
  const asked = Object.entries({ map, company, from, to, period, cause, changedSince }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
  );
  return {
    command,
    names,
    asked: Object.fromEntries(asked),
    reason: values.reason,
    until: readDay('--until', values.until),
    isNamed: values.as !== undefined,
    flags: { json: values.json, wait: !values['no-wait'] },
    connection: readConnection(values, environment),
  };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const parse = (typed: readonly string[]) =>
  readFlags(typed, {
    allowPositionals: true,
    options: {
      map: text,
      company: text,
      from: text,
      to: text,
      period: text,
      cause: text,
      'changed-since': text,
      reason: text,
      until: text,
      ...connectionOptions,
      json: flag,
      'no-wait': flag,
    },
  });
