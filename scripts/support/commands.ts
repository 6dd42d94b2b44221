import type { AuditRow, Job } from '../../shared/ledger/support-ledger.ts';
import type { HeldBack } from '../../shared/support/held-back.ts';
import type { HeldPlace } from '../../shared/support/set-pause.ts';
import type { JobProgress } from '../../shared/support/job-progress.ts';
import type { ListedPage } from '../../shared/support/list-page.ts';
import type { Overview } from '../../shared/support/overview.ts';
import { askPreview } from './ask-preview.ts';
import { callApi } from './call-api.ts';
import { findRecord } from './find-record.ts';
import { printAudit } from './print-audit.ts';
import { printJob, printJobs } from './print-job.ts';
import { printGroups, printRecords, type Groups } from './print-list.ts';
import { printOverview } from './print-overview.ts';
import { printPauses } from './print-pauses.ts';
import { printPreview } from './print-preview.ts';
import { printRecord } from './print-record.ts';
import { UsageError } from '../usage-error.ts';
import type { Arguments } from './read-arguments.ts';
import { readUntil } from './read-until.ts';
import { advisedItems, startReplay, watchReplay } from './replay-list.ts';
import { readPreview, savePreview, type SavedPreview } from './saved-preview.ts';
import { count } from '../../shared/support/words.ts';

/** Prints for a person; for machines it prints nothing but the answer. */
export interface Output {
  readonly now: number;
  /** The answer of a command: as text, or as it is. */
  readonly answer: (text: string, value: unknown) => void;
  /** What is said on the way. */
  readonly note: (line: string) => void;
}

/** A command does its work and prints it. @throws ApiError, UsageError. */
export type Command = (typed: Arguments, output: Output) => Promise<void>;

export const commands: Readonly<Record<string, Command>> = {
  list: async ({ connection, query, options, flags }, { now, answer }) => {
    const asked = new URLSearchParams(query);
    if (!flags.records && query['cause'] === undefined) {
      const groups = await callApi<Groups>(connection, 'GET', `groups?${asked.toString()}`);
      answer(printGroups(groups, now), groups);
      return;
    }
    for (const name of ['limit', 'after']) if (options[name] !== undefined) asked.set(name, options[name]);
    const page = await callApi<ListedPage>(connection, 'GET', `records?${asked.toString()}`);
    answer(printRecords(page, now), page);
  },

  overview: async ({ connection }, { now, answer }) => {
    const all = await callApi<Overview>(connection, 'GET', 'overview');
    answer(printOverview(all, now), all);
  },

  show: async ({ connection, names }, { now, answer }) => {
    const shown = await findRecord(connection, onlyName(names, 'show'));
    answer(printRecord(shown, now), shown);
  },

  preview: async (typed, { note, answer }) => {
    const { items, hash } = await askPreview(typed, note);
    const list: SavedPreview = { at: new Date().toISOString(), hash, items: [...items] };
    const name = items.length === 0 ? '' : await savePreview(list);
    const next =
      items.length === 0
        ? ''
        : `\nNothing was written. To replay this list: npm run support -- replay ${name}`;
    answer(`${printPreview(items)}${next}`, { items, hash, list: name });
  },

  replay: async (typed, { note, answer }) => {
    const list = await listToReplay(typed, note);
    const chosen = typed.flags.all ? list.items : advisedItems(list.items);
    const left = list.items.length - chosen.length;
    if (left > 0) note(`${count(left, 'record')} left out: a replay would not help (--all sends them too).`);
    if (chosen.length === 0) {
      answer('Nothing was replayed.', { items: [] });
      return;
    }
    const started = await startReplay(typed.connection, chosen);
    const ended = typed.flags['no-wait']
      ? started
      : await watchReplay(typed.connection, started, progressNote(note));
    answer(printJob(ended), ended);
  },

  job: async ({ connection, names, flags }, { note, answer }) => {
    const path = `jobs/${encodeURIComponent(onlyName(names, 'job'))}`;
    const started = await callApi<JobProgress>(connection, 'GET', path);
    const ended = flags['no-wait'] ? started : await watchReplay(connection, started, progressNote(note));
    answer(printJob(ended), ended);
  },

  jobs: async ({ connection }, { now, answer }) => {
    const all = await callApi<{ readonly jobs: readonly Job[] }>(connection, 'GET', 'jobs');
    answer(printJobs(all.jobs, now), all);
  },

  discard: async ({ connection, names, options }, { answer }) => {
    const { reason } = options;
    if (names.length === 0 || reason === undefined)
      throw new UsageError('discard NAME… --reason "why it is not needed"');
    const until = readUntil(options.until);
    const found = await Promise.all(names.map((name) => findRecord(connection, name)));
    const answered = await callApi<{
      readonly results: readonly {
        readonly record: string;
        readonly outcome: string;
        readonly why?: string;
      }[];
    }>(connection, 'POST', 'discard', {
      records: found.map(({ record }) => record),
      reason,
      ...until,
    });
    const lines = answered.results.map(
      ({ record, outcome, why }) => `${record}: ${outcome === 'discarded' ? 'discarded' : (why ?? outcome)}`,
    );
    answer(lines.join('\n'), answered);
  },

  pauses: async ({ connection }, { now, answer }) => {
    const held = await callApi<HeldBack>(connection, 'GET', 'pauses');
    answer(printPauses(held, now), held);
  },

  pause: async (typed, { answer }) => {
    const { reason } = typed.options;
    if (reason === undefined)
      throw new UsageError('pause --map MAP --company COMPANY --direction DIRECTION --reason "why"');
    const held = await callApi<HeldPlace>(typed.connection, 'POST', 'pause', {
      ...placeOf(typed),
      reason,
    });
    answer(
      held.changed
        ? `${held.what}: paused. Within seconds its records wait; nothing is lost.`
        : `${held.what}: is paused already (npm run support -- pauses).`,
      held,
    );
  },

  resume: async (typed, { answer }) => {
    const held = await callApi<HeldPlace>(typed.connection, 'POST', 'resume', placeOf(typed));
    answer(
      held.changed
        ? `${held.what}: goes on. What waited is sent, so many records a second.`
        : `${held.what}: was not paused (npm run support -- pauses).`,
      held,
    );
  },

  audit: async ({ connection, options }, { now, answer }) => {
    const asked = new URLSearchParams();
    for (const name of ['by', 'job', 'limit'])
      if (options[name] !== undefined) asked.set(name, options[name]);
    if (options['record'] !== undefined)
      asked.set('record', (await findRecord(connection, options['record'])).record);
    const all = await callApi<{ readonly rows: readonly AuditRow[] }>(
      connection,
      'GET',
      `audit?${asked.toString()}`,
    );
    answer(printAudit(all.rows, now), all);
  },
};

/** What a pause holds back: a map, a legal entity, a direction, or any of them together. */
const placeOf = ({ query, options, flags }: Arguments): Readonly<Record<string, string>> => ({
  ...(query['map'] === undefined ? {} : { map: query['map'] }),
  ...(query['company'] === undefined ? {} : { company: query['company'] }),
  ...(options['direction'] === undefined ? {} : { direction: options['direction'] }),
  ...(flags.deletes ? { only: 'deletes' } : {}),
});

/** A kept list by its name, or the preview of what is named or fits the filters. */
async function listToReplay(typed: Arguments, note: Output['note']): Promise<SavedPreview> {
  const { names, query, options } = typed;
  const [name] = names;
  const kept = names.length === 1 && name !== undefined ? await readPreview(name) : undefined;
  if (kept !== undefined) return kept;
  if (names.length === 0 && Object.keys(query).length === 0 && options['document'] === undefined)
    throw new UsageError(
      'replay what? A list that preview kept, a name, --document, or filters such as --cause',
    );
  const { items, hash } = await askPreview(typed, note);
  note(printPreview(items));
  return { at: new Date().toISOString(), hash, items: [...items] };
}

function onlyName(names: readonly string[], command: string): string {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError(`${command} takes one name`);
  return name;
}

/** One line whenever something has moved. */
function progressNote(note: Output['note']): (now: JobProgress) => void {
  let last = '';
  return ({ job, toDo, sent }) => {
    const line = `replay ${job.id}: ${(job.total - toDo - sent).toLocaleString('en-US')} of ${job.total.toLocaleString('en-US')} done, ${sent.toLocaleString('en-US')} on their way`;
    if (line !== last) note(line);
    last = line;
  };
}
