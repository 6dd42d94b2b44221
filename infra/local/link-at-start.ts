import { setTimeout as sleep } from 'node:timers/promises';

interface Progress {
  readonly run: { readonly id: string; readonly finishedAt?: string };
}

/**
 * Links both sandboxes, as whoever installs the integration does first: transactional maps wait until then. Both are
 * empty, so it takes a moment.
 *
 * @throws Error with the answer of the functions app where it does not come to an end.
 */
export async function linkAtStart(url: string, key: string): Promise<void> {
  const end = Date.now() + mostMs;
  const call = async (method: 'GET' | 'POST', path: string): Promise<Progress> => {
    const answer = await fetch(`${url}/api/support/${path}`, {
      method,
      headers: { 'x-functions-key': key, 'x-support-user': 'npm start', 'Content-Type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    // On a busy machine the ledger may not answer in time; to link twice changes nothing.
    if (answer.status === 503 && Date.now() < end) {
      await sleep(500);
      return call(method, path);
    }
    if (!answer.ok) throw new Error(`Linking at the start: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as Progress;
  };
  let progress = await call('POST', 'sync/link');
  while (progress.run.finishedAt === undefined) {
    if (Date.now() > end) throw new Error(`Linking at the start does not end: run ${progress.run.id}.`);
    await sleep(100);
    progress = await call('GET', `sync-runs/${progress.run.id}`);
  }
}

const mostMs = 60_000;
