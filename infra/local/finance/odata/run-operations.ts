import type { RowChange } from '../store/row-change.ts';
import type { Answer } from './answer.ts';
import { answerOperation, refusalAnswer } from './answer-operation.ts';
import type { Operation } from './operation.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './service.ts';

export interface RunResult {
  /** False: nothing was written, and there is one answer that says why. */
  readonly ok: boolean;
  readonly answers: readonly Answer[];
  readonly changes: readonly RowChange[];
}

/** Carries out operations as one transaction. */
export function runOperations(service: Service, operations: readonly Operation[]): RunResult {
  try {
    const { result, changes } = service.store.transaction(() =>
      operations.map((operation) => {
        const answer = answerOperation(service, operation);
        if (answer.status >= 400) throw new RefusedAnswer(answer);
        return answer;
      }),
    );
    return { ok: true, answers: result, changes };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, answers: [refusalAnswer(error)], changes: [] };
    if (error instanceof RefusedAnswer) return { ok: false, answers: [error.answer], changes: [] };
    throw error;
  }
}

/** Ends the transaction with an answer that is no refusal of Finance, such as an unknown route. */
class RefusedAnswer extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Answered ${answer.status}`);
    this.answer = answer;
  }
}
