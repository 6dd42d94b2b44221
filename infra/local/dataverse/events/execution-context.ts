import type { Column } from '../schema/column.ts';
import type { StoredRow } from '../store/row.ts';
import { formattedValue } from '../value/formatted-value.ts';
import type { RaisedEvent } from './raised-event.ts';
import { entityReference, wallClock, wireEntity, wireReference, wireValue } from './wire-value.ts';

interface Pair {
  readonly key: string;
  readonly value: unknown;
}

const noUser = '00000000-0000-0000-0000-000000000000';

/**
 * The RemoteExecutionContext of an asynchronous step, member by member in the order of the wire.
 * Shape: captures of real contexts, and what Microsoft's serializer writes for the class.
 */
export function executionContext(event: RaisedEvent, organizationId: string): Record<string, unknown> {
  const images = imagesOf(event);
  return contextOf(event, organizationId, {
    input: [{ key: 'Target', value: target(event) }],
    output: event.message === 'Create' ? [{ key: 'id', value: event.rowId }] : [],
    pre: event.message === 'Delete' ? images : [],
    post: event.message === 'Delete' ? [] : images,
    stage: 40,
    parent: contextOf(event, organizationId, {
      input: [
        { key: 'Target', value: requested(event) },
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

/** Create: every column that has a value. Update: what was submitted, and who changed it when. Delete: a reference. */
function target(event: RaisedEvent): unknown {
  const { table, row, rowId } = event;
  if (event.message === 'Delete') return wireReference(table.name, rowId);
  if (event.message === 'Create') {
    // The row version is in no captured Target.
    const columns = [...table.columns.values()].filter(
      (column) => column.name !== 'versionnumber' && (row[column.name] ?? null) !== null,
    );
    return wireEntity(
      table.name,
      rowId,
      [...attributes(columns, row), { key: 'modifiedonbehalfby', value: null }],
      formatted(columns, row),
      true,
    );
  }
  const names = new Set([...event.submitted, table.id, 'modifiedon', 'modifiedby', 'modifiedonbehalfby']);
  return wireEntity(table.name, rowId, attributes(named(event, names), row), [], true);
}

/** The Target as the caller sent it: the parent's view. */
function requested(event: RaisedEvent): unknown {
  const { table, row, rowId } = event;
  if (event.message === 'Delete') return wireReference(table.name, rowId);
  const columns = named(event, new Set([...event.submitted, table.id]));
  return wireEntity(table.name, rowId, attributes(columns, row), [], true);
}

/** An asynchronous step always carries the primary name and id, whether an image was registered or not. */
function imagesOf(event: RaisedEvent): Pair[] {
  const { table, row, rowId, step } = event;
  const image = (key: string, columns: readonly Column[]): Pair => {
    const present = columns.filter((column) => (row[column.name] ?? null) !== null);
    return {
      key,
      value: wireEntity(
        table.name,
        rowId,
        attributes(present, row),
        key === 'AsynchronousStepPrimaryName' ? [] : formatted(present, row),
        false,
      ),
    };
  };
  const images = [image('AsynchronousStepPrimaryName', named(event, new Set([table.primaryName, table.id])))];
  if (step.postImage !== undefined && event.message !== 'Delete') {
    const wanted = step.postImage.attributes;
    images.push(
      image(
        step.postImage.alias,
        wanted === undefined ? [...table.columns.values()] : named(event, new Set([...wanted, table.id])),
      ),
    );
  }
  return images;
}

function sharedVariables(event: RaisedEvent): Pair[] {
  return [
    { key: 'IsAutoTransact', value: true },
    ...(event.message === 'Create' ? [{ key: 'DefaultsAddedFlag', value: true }] : []),
    ...(event.caller.tag === undefined ? [] : [{ key: 'tag', value: event.caller.tag }]),
  ];
}

const named = (event: RaisedEvent, names: ReadonlySet<string>): Column[] =>
  [...names].map((name) => event.table.columns.get(name)).filter((column) => column !== undefined);

const attributes = (columns: readonly Column[], row: StoredRow): Pair[] =>
  columns.map((column) => ({ key: column.name, value: wireValue(column, row[column.name]) }));

const formatted = (columns: readonly Column[], row: StoredRow): Pair[] =>
  columns.flatMap((column) => {
    const value = formattedValue(column, row[column.name] ?? null);
    return value === undefined ? [] : [{ key: column.name, value }];
  });

const unitOf = (row: StoredRow): string => {
  const unit = row['owningbusinessunit'];
  return unit !== null && typeof unit === 'object' ? unit.id : noUser;
};
