import type { StoredRow } from '../store/row.ts';
import { imagesOf } from './images-of.ts';
import type { Pair } from './pairs.ts';
import type { RaisedEvent } from './raised-event.ts';
import { requestedOf, targetOf } from './target-of.ts';
import { entityReference, wallClock } from './wire-value.ts';

const noUser = '00000000-0000-0000-0000-000000000000';

/**
 * The RemoteExecutionContext of an asynchronous step, member by member in the order of the wire.
 * Shape: captures of real contexts, and what Microsoft's serializer writes for the class.
 */
export function executionContext(event: RaisedEvent, organizationId: string): Record<string, unknown> {
  const images = imagesOf(event);
  return contextOf(event, organizationId, {
    input: [{ key: 'Target', value: targetOf(event) }],
    output: event.message === 'Create' ? [{ key: 'id', value: event.rowId }] : [],
    pre: event.message === 'Delete' ? images : [],
    post: event.message === 'Delete' ? [] : images,
    stage: 40,
    parent: contextOf(event, organizationId, {
      input: [
        { key: 'Target', value: requestedOf(event) },
        { key: 'SuppressDuplicateDetection', value: false },
      ],
      output: [],
      pre: [],
      post: [],
      stage: 30,
      parent: null,
    }),
  });
}

interface Parts {
  readonly input: readonly Pair[];
  readonly output: readonly Pair[];
  readonly pre: readonly Pair[];
  readonly post: readonly Pair[];
  readonly stage: number;
  readonly parent: Record<string, unknown> | null;
}

function contextOf(event: RaisedEvent, organizationId: string, parts: Parts): Record<string, unknown> {
  const { caller, table } = event;
  return {
    BusinessUnitId: unitOf(event.row),
    CorrelationId: caller.correlationId,
    Depth: caller.depth,
    InitiatingUserAgent: '',
    InitiatingUserAzureActiveDirectoryObjectId: noUser,
    InitiatingUserId: caller.userId,
    InputParameters: parts.input,
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: event.message,
    Mode: 1,
    OperationCreatedOn: wallClock(Math.floor(event.createdOn.getTime() / 1000) * 1000),
    OperationId: event.operationId,
    OrganizationId: organizationId,
    OrganizationName: organizationId.replaceAll('-', ''),
    OutputParameters: parts.output,
    OwningExtension: entityReference('sdkmessageprocessingstep', event.step.id),
    ParentContext: parts.parent,
    PostEntityImages: parts.post,
    PreEntityImages: parts.pre,
    PrimaryEntityId: event.rowId,
    PrimaryEntityName: table.name,
    RequestId: caller.requestId,
    SecondaryEntityName: 'none',
    SharedVariables: sharedVariables(event),
    Stage: parts.stage,
    UserAzureActiveDirectoryObjectId: noUser,
    UserId: caller.userId,
  };
}

function sharedVariables(event: RaisedEvent): Pair[] {
  return [
    { key: 'IsAutoTransact', value: true },
    ...(event.message === 'Create' ? [{ key: 'DefaultsAddedFlag', value: true }] : []),
    ...(event.caller.tag === undefined ? [] : [{ key: 'tag', value: event.caller.tag }]),
  ];
}

const unitOf = (row: StoredRow): string => {
  const unit = row['owningbusinessunit'];
  return unit !== null && typeof unit === 'object' ? unit.id : noUser;
};
