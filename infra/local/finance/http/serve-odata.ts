import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Finance } from '../finance.ts';
import { lockHeaders, type Locked } from '../locks/lock-headers.ts';
import { answerBatch } from '../odata/answer-batch.ts';
import type { Answer } from '../odata/answer.ts';
import { refusalAnswer } from '../odata/answer-operation.ts';
import { inWords } from '../odata/in-words.ts';
import { metadataDocument } from '../odata/metadata/metadata-document.ts';
import { metadataService } from '../odata/metadata/metadata-service.ts';
import type { Operation } from '../odata/operation.ts';
import { Refusal } from '../odata/refusal.ts';
import { runOperations, type RunResult } from '../odata/run-operations.ts';
import { setOf } from '../sandbox/set-of.ts';
import { operationOf } from './operation-of.ts';
import { refusedAtTheDoor } from './refused-at-the-door.ts';
import { sendAnswer } from './send-answer.ts';

/** A write of a document takes at least this long, so that requests sent together meet. */
const shortestWriteMs = 2;

/** Serves `/data/` and `/metadata/`. */
export function serveOData(app: FastifyInstance, finance: Finance): void {
  app.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: '/data/*',
    handler: async (request, reply) =>
      sendAnswer(
        request,
        reply,
        refusedAtTheDoor(request, finance) ??
          (await answerUnderMode(finance, operationOf(request, '/data/'))),
      ),
  });
  for (const prefix of ['/metadata/', '/Metadata/'])
    app.get(`${prefix}*`, (request, reply) =>
      sendAnswer(
        request,
        reply,
        refusedAtTheDoor(request, finance) ??
          metadataService(finance.metadata.model, operationOf(request, prefix)),
      ),
    );
}

async function answerUnderMode(finance: Finance, operation: Operation): Promise<Answer | 'close'> {
  finance.counts.add(operation.method, setOf(operation.path));
  const fault = finance.mode.faultFor(operation);
  const carriedOut = fault.instead === undefined || fault.afterWrite;
  const wait = (milliseconds: number): Promise<void> =>
    milliseconds <= 0
      ? Promise.resolve()
      : delay(milliseconds, undefined, { signal: finance.stopping }).catch(() => undefined);
  const before = async (shortestMs: number): Promise<void> => {
    await wait(Math.max(shortestMs, finance.latency()));
    if (!fault.afterWrite) await wait(fault.delayMs);
  };
  if (!carriedOut) {
    await before(0);
    return fault.instead ?? 'close';
  }
  const done = await underLocks(finance, operation, async (locked) => {
    await before(locked.touches ? shortestWriteMs : 0);
    return answer(finance, operation, locked, wait);
  });
  if (fault.afterWrite) await wait(fault.delayMs);
  return fault.instead ?? done;
}

/** Holds the headers that a request writes from its start to its end. */
async function underLocks(
  finance: Finance,
  operation: Operation,
  work: (locked: Locked) => Promise<Answer | 'close'>,
): Promise<Answer | 'close'> {
  const locked = lockHeaders(finance.locks, finance.service, operation);
  try {
    return await work(locked);
  } finally {
    locked.release();
  }
}

async function answer(
  finance: Finance,
  operation: Operation,
  locked: Locked,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Answer | 'close'> {
  if (operation.method === 'GET' && operation.path === '$metadata')
    return {
      status: 200,
      headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' },
      body: metadataDocument(finance.metadata.model),
    };
  if (operation.method !== 'POST' || operation.path !== '$batch') {
    const [answered] = run(finance, locked, [operation]).answers;
    return answered === undefined ? 'close' : inWords(finance.service, answered);
  }
  try {
    const batch = answerBatch(
      {
        faultFor: (part) => {
          finance.counts.add(part.method, setOf(part.path));
          return finance.mode.selective ? finance.mode.faultFor(part) : { delayMs: 0, afterWrite: false };
        },
        run: (parts) => run(finance, locked, parts),
      },
      operation,
    );
    await wait(batch.delayMs);
    return batch.answer;
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}

function run(finance: Finance, locked: Locked, operations: readonly Operation[]): RunResult {
  const conflict = locked.conflictOf(operations);
  if (conflict !== undefined) return { ok: false, answers: [conflict], changes: [] };
  const result = runOperations(finance.service, operations);
  finance.events.rowsChanged(result.changes, 'odata');
  return result;
}
