import { readFlags } from '../read-flags.ts';
import { UsageError } from '../usage-error.ts';
import type { Connection } from './call-api.ts';
import { connectionOptions, readConnection } from './read-connection.ts';

export const usage = `npm run support -- COMMAND

  list                    what is open, by cause           --records: one by one; --limit N, --after PLACE
  overview                how both systems and every map stand, and the last 24 hours
  show NAME               one record: what is the matter, both rows, what happened
  preview [NAME]          what a replay would come to, without writing; keeps the list for the replay
  replay [LIST | NAME]    replays a kept list, or previews and replays what is named
                          --all: also what the preview advises against; --no-wait
  job ID                  how far a replay is, and goes on with it;   jobs: all of them
  discard NAME… --reason TEXT [--until YYYY-MM-DD]
  pauses                  what is paused, which systems are not called, and how many records wait for that
  pause --reason TEXT     holds a map, a company, a direction back: --map, --company, --direction to-finance|to-dataverse
                          --deletes: only its deletes
  resume                  ends a pause: the same place as it was paused with
  audit                   who did what                     --record, --by, --job, --limit

NAME is a business number (P-1001), the id of a Dataverse row, or a record ("Project tasks|…").
Filters of list, preview and replay: --cause --field COLUMN --area --map --company --outcome rejected|waiting|retrying|overdue
  --cure project-manager|accountant|administrator|unknown --older-than 30m|2h|3d
With preview and replay: --document NAME takes a whole document, parents first.
Where: --url URL --key KEY, else SUPPORT_URL and SUPPORT_KEY. Who: --as NAME. For machines: --json`;

/** Options that are handed to the API as they are, by their name there. */
const filters = {
  cause: 'cause',
  field: 'field',
  area: 'area',
  map: 'map',
  company: 'company',
  outcome: 'outcome',
  cure: 'cure',
  'older-than': 'olderThan',
} as const;

export interface Arguments {
  readonly command: string;
  readonly names: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: Readonly<Record<'json' | 'records' | 'all' | 'no-wait' | 'deletes', boolean>>;
  readonly connection: Connection;
}

/** @throws UsageError. */
export function readArguments(
  typed: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Arguments {
  const { values, positionals } = parse(typed);
  const [command, ...names] = positionals;
  if (command === undefined) throw new UsageError('What shall be done?');
  const query = Object.entries(filters).flatMap(([option, name]) => {
    const value = values[option as keyof typeof filters];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { limit, after, document, reason, until, record, by, job, direction, deletes } = values;
  return {
    command,
    names,
    query: Object.fromEntries(query),
    options: { limit, after, document, reason, until, record, by, job, direction },
    flags: {
      json: values.json,
      records: values.records,
      all: values.all,
      'no-wait': values['no-wait'],
      deletes,
    },
    connection: readConnection(values, environment),
  };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const parse = (typed: readonly string[]) =>
  readFlags(typed, {
    allowPositionals: true,
    options: {
      cause: text,
      field: text,
      area: text,
      map: text,
      company: text,
      outcome: text,
      cure: text,
      'older-than': text,
      limit: text,
      after: text,
      document: text,
      reason: text,
      until: text,
      record: text,
      by: text,
      job: text,
      direction: text,
      deletes: flag,
      ...connectionOptions,
      json: flag,
      records: flag,
      all: flag,
      'no-wait': flag,
    },
  });
