import { createHash } from 'node:crypto';
import type { ExecutionContext } from './execution-context.ts';

/**
 * What two deliveries of one event share, and two events never do, assumed(operation-id): the system job of an
 * asynchronous step, or what is known of a synchronous request down to the values it submitted (the moment is taken in
 * addition: a duplicate costs a read, a false duplicate loses a change).
 *
 * @returns undefined when nothing is safe: two events of one request differ only by their columns, which an oversize
 *   context has lost.
 */
export function executionContextKey(context: ExecutionContext): string | undefined {
  const { organizationId, operationId, owningExtensionId, requestId, targetHash, operationCreatedOn } =
    context;
  if (context.mode === 'async')
    return operationId === undefined ? undefined : `${organizationId}|${operationId}`;
  if (owningExtensionId === undefined || requestId === undefined || targetHash === undefined)
    return undefined;
  const identity = [
    organizationId,
    owningExtensionId,
    requestId,
    context.messageName,
    context.primaryEntityId,
    operationCreatedOn ?? '',
    targetHash,
  ];
  return `${organizationId}|${createHash('sha256').update(identity.join('|')).digest('hex')}`;
}
