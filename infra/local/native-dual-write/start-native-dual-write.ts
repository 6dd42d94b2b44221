import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { bringToDataverse } from './bring-to-dataverse.ts';
import { nativeMaps } from './native-maps.ts';
import type { NativeMap } from './native-map.ts';
import { pushToDataverse } from './push-to-dataverse.ts';
import { financeAddress, pushToFinance, type Systems } from './push-to-finance.ts';
import { ask, Refused, rowsIn } from './service.ts';

/** Native dual-write, as the facts know it: the peer that an installation comes from, and may go back to. */
export interface NativeDualWrite {
  /**
   * Where people of both systems work while it is installed: a save of Dataverse and an action of Finance go through it. A
   * save that the other system refuses is refused to the user, and undone.
   */
  readonly url: string;
  /** Maps run from now on, and Dataverse notes it as dual-write does. Nothing that was written before is looked at. */
  start(): Promise<void>;
  /** Nothing is tracked from now on. */
  stop(): Promise<void>;
  /** What is saved in Dataverse from now on waits in a queue. Dataverse goes on to note the maps: assumed. */
  pause(): void;
  /**
   * Maps run again: `catch-up` sends what waited, `discard` lets it go.
   *
   * @returns how many rows went, and what was refused: dual-write keeps these errors for a day.
   */
  resume(how: 'catch-up' | 'discard'): Promise<{ readonly rows: number; readonly errors: readonly string[] }>;
  /** A full push of one map. @returns how many rows went, and the first five errors: dual-write shows no more. */
  initialSync(map: string): Promise<{ readonly rows: number; readonly errors: readonly string[] }>;
  close(): Promise<void>;
}

/**
 * Starts a player of native dual-write between two sandboxes. It shares no code with the maps and clients of the sync: its
 * maps are in dual-write's own form. A posting of Finance is not undone where Dataverse refuses its row; the real one is. A row that is deleted in Dataverse is deleted in Finance before it is gone; that Finance
 * deletes are sent back is not played, as no map here has rows that flow that way. Not played either: the size and age at
 * which the queue of a paused map is full, the asynchronous preview, and writes that Dataverse makes by itself, which do not
 * pass here.
 */
export async function startNativeDualWrite(systems: Systems): Promise<NativeDualWrite> {
  let configs: readonly string[] = [];
  let isPaused = false;
  const isRunning = (): boolean => configs.length > 0 && !isPaused;
  const brought = new Set<string>();
  /** What was saved while the maps were paused. */
  let queue: (() => Promise<boolean>)[] = [];
  const app = fastify({ forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const forward = (base: string, request: Incoming): Promise<Response> =>
    fetch(`${base}${request.url}`, {
      method: request.method,
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(
          (header): header is [string, string] =>
            typeof header[1] === 'string' && !['host', 'connection', 'content-length'].includes(header[0]),
        ),
      ),
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    });

  /** Deletes the Finance row of one that is about to go. @returns why it must stay. */
  const deleted = async (map: NativeMap, id: string): Promise<Refused | undefined> => {
    if (configs.length === 0) return undefined;
    const address = await financeAddress(systems, map, id);
    if (address === undefined) return undefined;
    const remove = async (): Promise<boolean> => {
      await ask('DELETE', address);
      return true;
    };
    if (isPaused) queue.push(remove);
    else
      try {
        await remove();
      } catch (error) {
        if (error instanceof Refused) return error;
        throw error;
      }
    return undefined;
  };

  app.all('/api/data/*', async (request, reply) => {
    const map = request.method === 'GET' ? undefined : mapOfSave(request.url);
    if (map !== undefined && request.method === 'DELETE') {
      const refusal = await deleted(map, idIn(request.url) ?? '');
      if (refusal !== undefined) return reply.code(400).send(refused(map, refusal));
    }
    const undo = map === undefined || !isRunning() ? undefined : await undoOf(systems, request);
    const answer = await forward(systems.dataverse, request);
    const text = await answer.text();
    reply.code(answer.status).header('Content-Type', 'application/json');
    if (!answer.ok || map === undefined || request.method === 'DELETE') return reply.send(text);
    const id = idIn(request.url) ?? String((JSON.parse(text) as Record<string, unknown>)[map.destination.id]);
    if (isPaused) queue.push(() => pushToFinance(systems, map, id));
    if (undo === undefined) return reply.send(text);
    try {
      await pushToFinance(systems, map, id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await undo(id);
      return reply.code(400).send(refused(map, error));
    }
    return reply.send(text);
  });

  app.all('/sandbox/actions/*', async (request, reply) => {
    const answer = await forward(systems.finance, request);
    if (answer.ok && isRunning())
      for (const map of nativeMaps) {
        await bringToDataverse(systems, map, brought);
        await pushToDataverse(systems, map);
      }
    return reply.code(answer.status).send(await answer.text());
  });

  await app.listen({ host: '127.0.0.1', port: 0 });
  const set = `${systems.dataverse}/api/data/v9.2/msdyn_dualwriteruntimeconfigs`;
  return {
    url: `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`,
    start: async () => {
      configs = await Promise.all(
        nativeMaps.map(async ({ name, destination }) => {
          const EntityMapVersion = { Major: 1, Minor: 0, Build: 0, Revision: 3 };
          const config = { SourceEntityName: destination.set, DestinationEntityName: name, EntityMapVersion };
          const made = await ask(
            'POST',
            set,
            { msdyn_unsecure: JSON.stringify(config) },
            { Prefer: 'return=representation' },
          );
          return String(made['msdyn_dualwriteruntimeconfigid']);
        }),
      );
    },
    stop: async () => {
      for (const id of configs) await ask('DELETE', `${set}(${id})`);
      [configs, queue, isPaused] = [[], [], false];
    },
    pause: () => {
      isPaused = configs.length > 0;
    },
    resume: async (how) => {
      const waiting = how === 'catch-up' ? queue : [];
      [queue, isPaused] = [[], false];
      return inTurn(waiting, Infinity);
    },
    initialSync: async (name) => {
      const map = nativeMaps.find((each) => each.name === name);
      if (map === undefined) throw new Error(`Native dual-write has no map ${name}.`);
      const { destination } = map;
      const all = rowsIn(
        await ask('GET', `${systems.dataverse}/api/data/v9.2/${destination.set}?$select=${destination.id}`),
      );
      const pushes = all.map((row) => () => pushToFinance(systems, map, String(row[destination.id])));
      return inTurn(pushes, 5);
    },
    close: () => app.close(),
  };
}

/** @param shown so many errors are kept. */
async function inTurn(
  work: readonly (() => Promise<boolean>)[],
  shown: number,
): Promise<{ readonly rows: number; readonly errors: readonly string[] }> {
  const errors: string[] = [];
  let rows = 0;
  for (const each of work)
    try {
      if (await each()) rows++;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (errors.length < shown) errors.push(error.message);
    }
  return { rows, errors };
}

/** What the user is shown whose save was refused. */
const refused = ({ destination }: NativeMap, { message }: Refused): string =>
  JSON.stringify({
    error: { code: '0x80040265', message: `Unable to write data to entity ${destination.set}. ${message}` },
  });

interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

const mapOfSave = (url: string): NativeMap | undefined =>
  nativeMaps.find(({ destination }) =>
    new RegExp(`^/api/data/v9\\.2/${destination.set}(\\(|\\?|$)`).test(url),
  );

const idIn = (url: string): string | undefined => /\(([0-9a-f-]{36})\)/i.exec(url)?.[1];

/** What takes a save back: a new row goes, a changed one gets its columns back. @throws Error where a look-up was changed. */
async function undoOf(
  { dataverse }: Systems,
  { method, url, body }: Incoming,
): Promise<((id: string) => Promise<unknown>) | undefined> {
  const [path = ''] = url.split('?');
  if (method === 'POST') return (id) => ask('DELETE', `${dataverse}${path}(${id})`);
  if (method !== 'PATCH') return undefined;
  const columns = Object.keys(JSON.parse(String(body)) as Record<string, unknown>);
  if (columns.some((column) => column.includes('@')))
    throw new Error('The player of dual-write takes no change of a look-up back: leave it out.');
  const before = await ask('GET', `${dataverse}${path}?$select=${columns.join(',')}`);
  const values = Object.fromEntries(columns.map((column) => [column, before[column] ?? null]));
  return () => ask('PATCH', `${dataverse}${path}`, values);
}
