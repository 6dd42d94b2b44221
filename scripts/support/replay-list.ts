import { setTimeout as sleep } from 'node:timers/promises';
import { frozenListHash } from '../../shared/support/frozen-list-hash.ts';
import type { JobProgress } from '../../shared/support/job-progress.ts';
import type { SavedPreview } from './saved-preview.ts';
import { callApi, type Connection } from './call-api.ts';

/** What a replay helps: the rest needs something else first. */
const advised: ReadonlySet<string> = new Set(['safe', 'already-applied', 'superseded']);

/** The records of a preview whose replay is advised. */
export const advisedItems = (items: SavedPreview['items']): SavedPreview['items'] =>
  items.filter(({ verdict }) => advised.has(verdict));

/** Starts the replay of a frozen list. @throws ApiError. */
export function startReplay(connection: Connection, list: SavedPreview['items']): Promise<JobProgress> {
  const items = list.map(({ area, record, number, hash, parents }) => ({
    area,
    record,
    number,
    hash,
    parents,
  }));
  return callApi(connection, 'POST', 'replay', { items, hash: frozenListHash(items) });
}

const pauseMs = 500;

/** Watches a replay to its end, and works on it where nobody else does. @throws ApiError. */
export async function watchReplay(
  connection: Connection,
  started: JobProgress,
  progress: (now: JobProgress) => void,
): Promise<JobProgress> {
  let now = started;
  while (!now.job.finished) {
    progress(now);
    await sleep(pauseMs);
    now = await callApi<JobProgress>(connection, 'POST', `jobs/${now.job.id}`);
  }
  return now;
}
