import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Finance } from '../finance.ts';
import { answerBatch } from '../odata/answer-batch.ts';
import type { Answer } from '../odata/answer.ts';
import { refusalAnswer } from '../odata/answer-operation.ts';
import { metadataDocument } from '../odata/metadata/metadata-document.ts';
import { metadataService } from '../odata/metadata/metadata-service.ts';
import type { Operation } from '../odata/operation.ts';
import { Refusal } from '../odata/refusal.ts';
import { runOperations, type RunResult } from '../odata/run-operations.ts';
import { setOf } from '../sandbox/set-of.ts';
import { operationOf } from './operation-of.ts';
import { refusedAtTheDoor } from './refused-at-the-door.ts';
import { sendAnswer } from './send-answer.ts';

/** Serves `/data/` and `/metadata/`. */
export function serveOData(app: FastifyInstance, finance: Finance): void {
  app.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: '/data/*',
    handler: async (request, reply) =>
      sendAnswer(
        request,
        reply,
        refusedAtTheDoor(request, finance.token) ??
          (await answerUnderMode(finance, operationOf(request, '/data/'))),
      ),
  });
  for (const prefix of ['/metadata/', '/Metadata/'])
    app.get(`${prefix}*`, (request, reply) =>
      sendAnswer(
        request,
        reply,
        refusedAtTheDoor(request, finance.token) ?? metadataService(operationOf(request, prefix)),
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
  let letGo: () => void;
  try {
    letGo = await finance.headerLocks.take(operation);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
  try {
    await wait(finance.latency());
    if (!fault.afterWrite) await wait(fault.delayMs);
    const done = carriedOut ? await answer(finance, operation, wait) : undefined;
    if (fault.afterWrite) await wait(fault.delayMs);
    return fault.instead ?? done ?? 'close';
  } finally {
    letGo();
  }
}

async function answer(
  finance: Finance,
  operation: Operation,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Answer | 'close'> {
  if (operation.method === 'GET' && operation.path === '$metadata')
    return {
      status: 200,
      headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' },
      body: metadataDocument(),
    };
  if (operation.method !== 'POST' || operation.path !== '$batch') {
    const { answers } = run(finance, [operation]);
    return answers[0] ?? 'close';
  }
  try {
    const batch = answerBatch(
      {
        faultFor: (part) => {
          finance.counts.add(part.method, setOf(part.path));
          return finance.mode.selective ? finance.mode.faultFor(part) : { delayMs: 0, afterWrite: false };
        },
        run: (parts) => run(finance, parts),
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

function run(finance: Finance, operations: readonly Operation[]): RunResult {
  const result = runOperations(finance.service, operations);
  finance.events.rowsChanged(result.changes, 'odata');
  return result;
}
