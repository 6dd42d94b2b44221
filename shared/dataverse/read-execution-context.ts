import { createHash } from 'node:crypto';
import { parseEvent } from '../odata/parse-event.ts';
import { stringifyJson } from '../odata/stringify-json.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import { wireDate } from '../odata/wire-date.ts';
import type { ExecutionContext } from './execution-context.ts';
import { wireContext } from './wire-context.ts';
import { wireEntity, type WireEntity } from './wire-entity.ts';

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/**
 * Reads the RemoteExecutionContext that a webhook or a service endpoint sends, in all its forms: create, update,
 * delete (whose target is a reference), associate, and the one from which parameters and images were left out.
 *
 * @param bytes the body as it came, UTF-8 whatever its Content-Type says.
 * @throws UnreadableEventError naming the member that is missing or wrong.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks
 */
export function readExecutionContext(bytes: Uint8Array): ExecutionContext {
  const wire = wireContext(parseEvent(bytes));
  const organizationId = guid(wire.OrganizationId);
  if (organizationId === undefined) throw new UnreadableEventError('OrganizationId', 'is missing');
  const target = wireEntity(wire.InputParameters.get('Target'));
  const primaryEntityId = wire.PrimaryEntityId.toLowerCase();
  const mode = wire.Mode?.toString() === '1' ? 'async' : 'sync';
  return {
    organizationId,
    organizationName: wire.OrganizationName ?? '',
    messageName: wire.MessageName,
    primaryEntityName: wire.PrimaryEntityName,
    primaryEntityId: primaryEntityId === emptyGuid ? (target?.id ?? primaryEntityId) : primaryEntityId,
    mode,
    submittedColumns: [...(target?.attributes.keys() ?? [])],
    depth: Number(wire.Depth?.toString() ?? 1),
    oversize: wire.InputParameters.size === 0,
    ...optional('operationId', guid(wire.OperationId)),
    ...optional('requestId', guid(wire.RequestId)),
    ...optional('correlationId', guid(wire.CorrelationId)),
    ...optional('operationCreatedOn', wireDate(wire.OperationCreatedOn ?? '')),
    ...optional('owningExtensionId', guid(wire.OwningExtension?.Id)),
    ...optional('targetId', target?.id),
    // An asynchronous step is told apart by its own id: its columns need not be gone through.
    ...optional('targetHash', target === undefined || mode === 'async' ? undefined : hash(target)),
  };
}

const guid = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text === emptyGuid || text === '' ? undefined : text.toLowerCase();

/** A member that is absent rather than undefined. */
const optional = <Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> => (value === undefined ? {} : ({ [name]: value } as Record<Name, string>));

/** Of the columns in an order that does not depend on how they were sent. */
function hash({ id, attributes }: WireEntity): string {
  const columns = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, value]);
  return createHash('sha256')
    .update(stringifyJson([id ?? null, ...columns]))
    .digest('hex');
}
