import { stringify } from 'lossless-json';
import type { Entity } from '../schema/entity.ts';
import type { RowChange } from '../store/row-change.ts';
import type { StoredRow } from '../store/stored-row.ts';
import type { OutgoingEvent } from './outgoing-event.ts';
import { targetId } from './target-id.ts';
import { virtualAttributes } from './virtual-attributes.ts';

export interface Context {
  readonly correlationId: string;
  readonly requestId: string;
  readonly organizationId: string;
  readonly user: string;
  readonly now: number;
}

const emptyId = '00000000-0000-0000-0000-000000000000';
const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';

/**
 * The execution context that Dataverse sends for a changed row of Finance. Created rows are as in the one public
 * capture; for updates and deletes PreImage and EntityReference are assumed.
 *
 * @returns undefined when nothing changed.
 */
export function writeDataEvent(
  { entity, before, after }: RowChange,
  context: Context,
): OutgoingEvent | undefined {
  const row = after ?? before;
  if (row === undefined) return undefined;
  const message =
    after === undefined
      ? 'OnExternalDeleted'
      : before === undefined
        ? 'OnExternalCreated'
        : 'OnExternalUpdated';
  const body = {
    BusinessUnitId: emptyId,
    CorrelationId: context.correlationId,
    Depth: 1,
    InitiatingUserAzureActiveDirectoryObjectId: context.user,
    InitiatingUserId: emptyId,
    InputParameters: [
      { key: 'Target', value: after === undefined ? reference(entity, row) : image(entity, after) },
    ],
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: message,
    Mode: 1,
    OperationCreatedOn: `/Date(${context.now}+0000)/`,
    OperationId: emptyId,
    OrganizationId: context.organizationId,
    OrganizationName: 'unqsandbox',
    OutputParameters: [],
    OwningExtension: {
      Id: emptyId,
      KeyAttributes: [],
      LogicalName: 'sdkmessageprocessingstep',
      Name: null,
      RowVersion: null,
    },
    ParentContext: null,
    PostEntityImages: [],
    PreEntityImages: before === undefined ? [] : [{ key: 'PreImage', value: image(entity, before) }],
    PrimaryEntityId: emptyId,
    PrimaryEntityName: logicalName(entity),
    RequestId: context.requestId,
    SecondaryEntityName: 'none',
    SharedVariables: [],
    Stage: 40,
    UserAzureActiveDirectoryObjectId: context.user,
    UserId: emptyId,
  };
  return { name: `${message} ${logicalName(entity)}`, body: stringify(body) ?? '', properties: {} };
}

const logicalName = (entity: Entity): string => `mserp_${entity.physical.toLowerCase()}`;

const image = (entity: Entity, row: StoredRow): unknown => ({
  __type: `Entity:${contracts}`,
  Attributes: virtualAttributes(entity, row.values),
  EntityState: null,
  FormattedValues: [],
  Id: targetId(entity.tableId, row.recId),
  KeyAttributes: [],
  LogicalName: logicalName(entity),
  RelatedEntities: [],
  RowVersion: null,
});

const reference = (entity: Entity, row: StoredRow): unknown => ({
  __type: `EntityReference:${contracts}`,
  Id: targetId(entity.tableId, row.recId),
  KeyAttributes: [],
  LogicalName: logicalName(entity),
  Name: null,
  RowVersion: null,
});
