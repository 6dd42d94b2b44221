import { setTimeout as sleep } from 'node:timers/promises';
import type { DaysPreview } from '../../shared/start/preview-days.ts';
import type { Run } from '../../shared/start/run.ts';
import type { RunProgress } from '../../shared/start/run-progress.ts';
import { callApi } from '../support/call-api.ts';
import type { Output } from '../support/commands.ts';
import { findRecord } from '../support/find-record.ts';
import { readUntil } from '../support/read-until.ts';
import { UsageError } from '../usage-error.ts';
import { printDays } from './print-days.ts';
import { printRun, printRuns, progressLine } from './print-run.ts';
import type { SyncArguments } from './read-sync-arguments.ts';

/** A command does its work, prints it, and answers with the exit status. @throws ApiError, UsageError. */
export type SyncCommand = (typed: SyncArguments, output: Output) => Promise<number>;

/** How often the functions app is asked how far a run is. */
const pollMs = 1_000;

export const commands: Readonly<Record<string, SyncCommand>> = {
  link: (typed, output) => start(typed, output, 'link'),

  initial: async (typed, output) => {
    noNames(typed);
    const started = await post<Started>(typed, 'sync/initial', typed.asked);
    if (started.preview === undefined) return watch(typed, output, started);
    output.answer(printDays(started.run, started.preview), started);
    return 0;
  },

  confirm: async (typed, output) => {
    const id = runId(typed);
    if (!typed.isNamed)
      throw new UsageError(
        `Who confirms? npm run sync -- confirm ${id} --as NAME, which is another person than the one who asked for the run.`,
      );
    return watch(typed, output, await post<RunProgress>(typed, `sync-runs/${id}/confirm`));
  },

  resync: async (typed, output) => {
    const records = await Promise.all(typed.names.map((name) => recordOf(typed, name)));
    const asked = { ...typed.asked, ...(records.length === 0 ? {} : { records }) };
    return watch(typed, output, await post<RunProgress>(typed, 'sync/resync', asked));
  },

  again: async (typed, output) =>
    watch(typed, output, await post<RunProgress>(typed, `sync-runs/${runId(typed)}/again`)),

  run: async (typed, output) => {
    const path = `sync-runs/${runId(typed)}?preview=yes`;
    const known = await callApi<Started>(typed.connection, 'GET', path);
    if (known.preview === undefined) return watch(typed, output, known);
    output.answer(printDays(known.run, known.preview), known);
    return 0;
  },

  accept: async (typed, output) => {
    const { names, reason } = typed;
    if (names.length === 0 || reason === undefined)
      throw new UsageError('Say which and why: npm run sync -- accept NAME… --reason "why it is to stay"');
    const until = readUntil(typed.until);
    const answered = await post<{
      readonly results: readonly {
        readonly record: string;
        readonly outcome: string;
        readonly why?: string;
      }[];
    }>(typed, 'accept', {
      records: await Promise.all(names.map((name) => recordOf(typed, name))),
      reason,
      ...until,
    });
    const { results } = answered;
    output.answer(
      results.map(({ record, outcome, why }) => `${record}: ${why ?? outcome}`).join('\n'),
      answered,
    );
    return results.every(({ outcome }) => outcome === 'accepted') ? 0 : 1;
  },

  distrust: async (typed, output) => {
    noNames(typed);
    const { reason } = typed;
    if (reason === undefined)
      throw new UsageError('Say why: npm run sync -- distrust --reason "restore of Finance to 3 May"');
    const raised = await post<{ readonly epoch: number }>(typed, 'distrust', { reason });
    output.answer(
      `Epoch ${String(raised.epoch)}: every record is compared with its counterpart when it is next looked at.\n` +
        'Scans and reconciliation bring all of them from their next round on; npm run sync -- reconcile begins one now.',
      raised,
    );
    return 0;
  },

  runs: async (typed, output) => {
    noNames(typed);
    const all = await callApi<{ readonly runs: readonly Run[] }>(typed.connection, 'GET', 'sync-runs');
    output.answer(printRuns(all.runs, output.now), all);
    return 0;
  },
};

type Started = RunProgress & { readonly preview?: readonly DaysPreview[] };

async function start(typed: SyncArguments, output: Output, kind: 'link'): Promise<number> {
  noNames(typed);
  return watch(typed, output, await post<RunProgress>(typed, `sync/${kind}`, typed.asked));
}

/** Follows a run to its end, and prints what came of it. */
async function watch(
  { connection, flags }: SyncArguments,
  { answer, note }: Output,
  started: RunProgress,
): Promise<number> {
  let progress = started;
  const waits = (): boolean => progress.run.needsConfirmation && progress.run.confirmedBy === undefined;
  let last = '';
  while (flags.wait && progress.run.finishedAt === undefined && !waits()) {
    const line = progressLine(progress);
    if (line !== last) note(line);
    last = line;
    await sleep(pollMs);
    progress = await callApi<RunProgress>(connection, 'GET', `sync-runs/${progress.run.id}`);
  }
  answer(printRun(progress), progress);
  return progress.failures === 0 ? 0 : 1;
}

const post = <Answer>({ connection }: SyncArguments, path: string, body: unknown = {}): Promise<Answer> =>
  callApi<Answer>(connection, 'POST', path, body);

/** A record by its own name, whether the ledger knows it or not; else by what a person calls it. */
const recordOf = async ({ connection }: SyncArguments, name: string): Promise<string> =>
  name.includes('|') ? name : (await findRecord(connection, name)).record;

function noNames({ command, names }: SyncArguments): void {
  if (names.length > 0)
    throw new UsageError(
      command === 'runs'
        ? `runs takes no name: ${names.join(' ')}. How far one run is: npm run sync -- run RUN.`
        : command === 'distrust'
          ? `distrust takes no name: ${names.join(' ')}. It is about all records; one of them: npm run sync -- resync NAME.`
          : `${command} takes no name: ${names.join(' ')}. Maps are named by --map.`,
    );
}

function runId({ command, names }: SyncArguments): string {
  const [id, ...more] = names;
  if (id === undefined || more.length > 0)
    throw new UsageError(`${command} takes one run; npm run sync -- runs lists them.`);
  return encodeURIComponent(id);
}
