import type { Fault } from '../sandbox/fault.ts';
import type { Answer } from './answer.ts';
import { readBatch, type BatchItem, type BatchRequest } from './batch/read-batch.ts';
import { writeBatch, type BatchReplies } from './batch/write-batch.ts';
import type { Operation } from './operation.ts';

/** How the parts of a batch are carried out. */
export interface BatchRunner {
  /** What the mode does to a part. */
  faultFor(operation: Operation): Fault;
  /** Carries out operations as one transaction; the answer of the first refusal stands for all. */
  run(operations: readonly Operation[]): { readonly ok: boolean; readonly answers: readonly Answer[] };
}

export interface BatchAnswer {
  readonly answer: Answer | 'close';
  readonly delayMs: number;
}

interface ItemDone {
  readonly replies: BatchReplies | 'close';
  readonly delayMs: number;
}

/**
 * Answers `POST $batch`: every item for itself, a change set as a whole (a failed one answers once, with its first
 * refusal). That later items run after a failed one is assumed.
 *
 * @throws Refusal when the batch cannot be read.
 */
export function answerBatch(runner: BatchRunner, outer: Operation): BatchAnswer {
  const done = readBatch(outer).map((item) => runItem(runner, item));
  const replies = done.flatMap((each) => (each.replies === 'close' ? [] : [each.replies]));
  return {
    answer: replies.length < done.length ? 'close' : writeBatch(replies),
    delayMs: Math.max(0, ...done.map((each) => each.delayMs)),
  };
}

function runItem(runner: BatchRunner, item: BatchItem): ItemDone {
  const requests: readonly BatchRequest[] = item.kind === 'request' ? [item.request] : item.requests;
  const faults = requests.map(({ operation }) => runner.faultFor(operation));
  const delayMs = Math.max(0, ...faults.map((fault) => fault.delayMs));
  const broken = faults.find((fault) => fault.instead !== undefined);
  const carriedOut = broken === undefined || broken.afterWrite;
  const done = carriedOut ? runner.run(requests.map((request) => request.operation)) : undefined;
  if (broken?.instead === 'close') return { replies: 'close', delayMs };
  const answers = broken?.instead === undefined ? (done?.answers ?? []) : [broken.instead];
  const replies = answers.map((answer, index) => ({ contentId: requests[index]?.contentId, answer }));
  const [single] = replies;
  const asSet = item.kind === 'change-set' && broken === undefined && done?.ok === true;
  return { replies: single === undefined || asSet ? replies : single, delayMs };
}
