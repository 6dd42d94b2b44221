import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * Ends an operation, with all its retries, after a time: a store that does not answer must not hold a claimed record.
 * An operation that brings its own signal knows better.
 */
export function deadlinePolicy(milliseconds: number): PipelinePolicy {
  return {
    name: 'ledgerDeadlinePolicy',
    sendRequest: (request, next) => {
      request.abortSignal ??= AbortSignal.timeout(milliseconds);
      return next(request);
    },
  };
}
