import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { runBatch } from '../batch/run-batch.ts';
import { ConnectionLost } from '../switches/mode-switch.ts';
import { commit } from '../write/commit.ts';
import type { World } from '../world.ts';
import { callerOf } from './caller-of.ts';
import { handle } from './handle.ts';
import { refusals } from './refusals.ts';
import { reply as replies } from './reply.ts';
import type { ServiceProtection } from './service-protection.ts';
import { setNamed } from './set-named.ts';
import { WebApiError } from './web-api-error.ts';
import type { WebReply, WebRequest } from './web-request.ts';

const root = '/api/data/v9.2/';

export interface WebApiOptions {
  /** The only token that is accepted; without it nobody needs one. */
  readonly token?: string;
  /** Every answer takes a random time between these. */
  readonly latency?: { readonly fromMs: number; readonly toMs: number };
  /** Refuses what is too much for one user; absent: nothing is. */
  readonly protection?: ServiceProtection;
  random(): number;
}

/** The Web API: authentication, delays, modes, then the routes. */
export function serveWebApi(server: FastifyInstance, world: World, options: WebApiOptions): void {
  server.all(`${root}*`, async (incoming, outgoing) => {
    const request = requestOf(world, incoming);
    const set = setNamed(request.path);
    world.counts.request(request.method, set);
    const mode = world.mode.meets(request.method, set);
    if (mode === 'down') return hangUp(outgoing);
    try {
      const { userId, userName } = request.caller;
      // What the platform does itself is exempt.
      const answered =
        userName === 'system' ? undefined : options.protection?.enter(userId, performance.now());
      outgoing.raw.once('close', () => answered?.(performance.now()));
      if (options.latency !== undefined) {
        const { fromMs, toMs } = options.latency;
        await delay(fromMs + options.random() * (toMs - fromMs));
      }
      if (mode === 'slow') await delay(world.mode.milliseconds);
      if (options.token !== undefined && request.headers['authorization'] !== `Bearer ${options.token}`)
        throw refusals.unauthorized();
      if (mode === 'throttled' || mode === 'failing') throw world.mode.refusal(mode, world.now());
      const answer = set === '$batch' && request.method === 'POST' ? runBatch(request) : handle(request);
      if (mode === 'unanswered') hangUp(outgoing);
      else send(outgoing, answer);
      return await outgoing;
    } catch (error) {
      if (error instanceof ConnectionLost) return hangUp(outgoing);
      if (error instanceof WebApiError) {
        const told = world.behaviour.now.errorCodes
          ? error
          : new WebApiError(error.status, '', error.message, error.headers);
        return send(outgoing, replies.error(told));
      }
      throw error;
    }
  });
}

function requestOf(world: World, incoming: FastifyRequest): WebRequest {
  const url = (incoming.raw.url ?? '').slice(root.length);
  const question = url.indexOf('?');
  const query = question < 0 ? '' : url.slice(question + 1);
  const headers = incoming.headers as Readonly<Record<string, string | undefined>>;
  const caller = callerOf(world, headers, query);
  return {
    world,
    caller,
    method: incoming.method,
    path: question < 0 ? url : url.slice(0, question),
    query,
    headers,
    body: typeof incoming.body === 'string' ? incoming.body : '',
    contentIds: new Map(),
    commit: (work) => commit(world, caller, work),
  };
}

const send = (outgoing: FastifyReply, answer: WebReply): FastifyReply =>
  outgoing.code(answer.status).headers(answer.headers).send(answer.body);

function hangUp(outgoing: FastifyReply): FastifyReply {
  outgoing.hijack();
  outgoing.raw.destroy();
  return outgoing;
}
