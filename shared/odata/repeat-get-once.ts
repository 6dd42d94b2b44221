import { isRestError, retryPolicy, type PipelinePolicy } from '@azure/core-rest-pipeline';
import { noAnswerReason } from './no-answer-reason.ts';

/**
 * Repeats a GET once, at once, when the connection broke or a gateway answered 502, 503 or 504 without asking us to
 * stay away. Writes are never repeated here, and nothing waits: the message's lock is running.
 */
export function repeatGetOnce(): PipelinePolicy {
  return retryPolicy(
    [
      {
        name: 'repeatGetOnce',
        retry({ response, responseError }) {
          const request =
            response?.request ?? (isRestError(responseError) ? responseError.request : undefined);
          const passing =
            response === undefined
              ? noAnswerReason(responseError) === 'reset'
              : [502, 503, 504].includes(response.status) && !response.headers.has('Retry-After');
          return request?.method === 'GET' && passing ? { retryAfterInMs: 0 } : { skipStrategy: true };
        },
      },
    ],
    { maxRetries: 1 },
  );
}
