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

/**
 * Answers `POST $batch`: every item for itself, a change set as a whole (a failed one answers once, with its first
 * refusal). That later items run after a failed one is assumed.
 *
 * @throws Refusal when the batch cannot be read.
 */
export function answerBatch(runner: BatchRunner, outer: Operation): BatchAnswer {
  let delayMs = 0;
  let closed = false;
  const fault = (requests: readonly BatchRequest[]): Fault | undefined => {
    const faults = requests.map(({ operation }) => runner.faultFor(operation));
    delayMs = Math.max(delayMs, ...faults.map((each) => each.delayMs));
    return faults.find((each) => each.instead !== undefined);
  };
  const replies = readBatch(outer).map((item): BatchReplies => {
    const requests = requestsOf(item);
    const broken = fault(requests);
    const [first] = requests;
    const done = broken?.instead !== undefined && !broken.afterWrite ? undefined : runner.run(requests.map((each) => each.operation));
    if (broken?.instead === 'close') closed = true;
    if (broken?.instead !== undefined && broken.instead !== 'close') return { contentId: first?.contentId, answer: broken.instead };
    const answered = (done?.answers ?? []).map((answer, index) => ({ contentId: requests[index]?.contentId, answer }));
    const [single] = answered;
    if (single === undefined || (item.kind === 'change-set' && done?.ok === true)) return answered;
    return single;
  });
  return { answer: closed ? 'close' : writeBatch(replies), delayMs };
}

const requestsOf = (item: BatchItem): readonly BatchRequest[] => (item.kind === 'request' ? [item.request] : item.requests);
