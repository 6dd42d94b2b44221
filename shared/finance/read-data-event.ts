import { createHash } from 'node:crypto';
import { attributeText, wireEntity, type WireEntity } from '../dataverse/wire-entity.ts';
import { wireContext, type WireContext } from '../dataverse/wire-context.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { stringifyJson } from '../odata/stringify-json.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import { wireDate } from '../odata/wire-date.ts';
import type { FinanceDataEvent } from './finance-event.ts';
import { virtualRowId } from './virtual-row-id.ts';

const messages: Readonly<Record<string, FinanceDataEvent['message']>> = {
  OnExternalCreated: 'created',
  OnExternalUpdated: 'updated',
  OnExternalDeleted: 'deleted',
};

/**
 * Reads a data event, which is a RemoteExecutionContext of Dataverse about a virtual table. The id of the row stands
 * in the target only; a deleted row's columns, where they come, in the pre-image.
 *
 * @throws UnreadableEventError
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/business-events/data-events
 */
export function readDataEvent(event: JsonValue): FinanceDataEvent {
  const wire = wireContext(event);
  const message = messages[wire.MessageName];
  if (message === undefined)
    throw new UnreadableEventError('MessageName', `${wire.MessageName} is no message of a data event`);
  const target = wireEntity(wire.InputParameters.get('Target'));
  if (target?.id === undefined) throw new UnreadableEventError('InputParameters.Target', 'names no row');
  const row = virtualRowId(target.id);
  if (row === undefined) throw new UnreadableEventError('InputParameters.Target.Id', 'is no guid');
  const columns = { ...columnsOf(preImage(wire)), ...columnsOf(target) };
  const company = columns['dataareaid'] ?? columns['referencedataareaid'] ?? columns['projdataareaid'];
  const at = wireDate(wire.OperationCreatedOn ?? '');
  const key = message === 'created' ? composedKey(wire, target) : undefined;
  return {
    kind: 'data',
    message,
    entity: wire.PrimaryEntityName.toLowerCase().replace(/^mserp_/, ''),
    targetId: target.id,
    ...row,
    columns,
    ...(typeof company === 'string' && company !== '' ? { company: company.toLowerCase() } : {}),
    ...(at === undefined ? {} : { at }),
    ...(key === undefined ? {} : { composedKey: key }),
  };
}

/** Among the images or, where the documentation puts it, among the parameters: assumed(data-event-forms). */
const preImage = (wire: WireContext): WireEntity | undefined =>
  wireEntity(wire.PreEntityImages.get('PreImage') ?? [...wire.PreEntityImages.values()][0]) ??
  wireEntity(wire.InputParameters.get('PreImage'));

function columnsOf(entity: WireEntity | undefined): Record<string, string | null> {
  return Object.fromEntries(
    [...(entity?.attributes ?? [])].flatMap(([name, value]): [string, string | null][] => {
      const text = attributeText(value);
      return text === undefined ? [] : [[name.toLowerCase().replace(/^mserp_/, ''), text]];
    }),
  );
}

/**
 * Two updates of a row may share all ids that they carry, and their values when a value returns: they get no key. A
 * row is created once; its values tell apart what a view over several tables gives the same id.
 */
function composedKey(wire: WireContext, target: WireEntity): string | undefined {
  if (target.attributes.size === 0 || wire.CorrelationId == null) return undefined;
  const identity: readonly JsonValue[] = [
    wire.CorrelationId.toLowerCase(),
    wire.MessageName,
    wire.PrimaryEntityName,
    target.id ?? null,
    wire.OperationCreatedOn ?? null,
    [...target.attributes].map(([name, value]) => [name, value]),
  ];
  return createHash('sha256').update(stringifyJson(identity)).digest('hex');
}
