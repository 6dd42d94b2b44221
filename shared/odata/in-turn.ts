import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** One of several policies for each request, in turn: several users, whose limits a system counts apart. */
export function inTurn(policies: readonly PipelinePolicy[]): PipelinePolicy {
  let next = 0;
  return {
    name: 'inTurn',
    sendRequest: (request, send) =>
      policies[next++ % policies.length]?.sendRequest(request, send) ?? send(request),
  };
}
