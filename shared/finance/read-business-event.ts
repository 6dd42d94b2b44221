import { isLosslessNumber } from 'lossless-json';
import type { JsonValue } from '../odata/json-value.ts';
import type { JsonObject } from '../odata/read-page.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';
import { wireDate } from '../odata/wire-date.ts';
import type { FinanceBusinessEvent } from './finance-event.ts';

/**
 * Reads the envelope of a business event; what its contract adds is left alone. Older versions lack the ISO time and
 * the legal entity, which many contracts then carry themselves.
 *
 * @throws UnreadableEventError
 */
export function readBusinessEvent(event: JsonObject): FinanceBusinessEvent {
  const businessEventId = text(event['BusinessEventId']);
  if (businessEventId === undefined) throw new UnreadableEventError('BusinessEventId', 'is empty or no text');
  const legalEntity = (text(event['BusinessEventLegalEntity']) ?? text(event['LegalEntity']))?.toLowerCase();
  const at = text(event['EventTimeIso8601']) ?? wireDate(text(event['EventTime']) ?? '');
  return {
    kind: 'business',
    eventId: identity(event, businessEventId, legalEntity),
    businessEventId,
    ...(legalEntity === undefined ? {} : { legalEntity }),
    ...(at === undefined ? {} : { at }),
  };
}

/** EventId is unique; without one the control number of the same event in the same company is. */
function identity(event: JsonObject, businessEventId: string, legalEntity: string | undefined): string {
  const eventId = text(event['EventId'])?.replaceAll(/[{}]/g, '').toLowerCase();
  if (eventId !== undefined) return eventId;
  const controlNumber = event['ControlNumber'];
  if (!isLosslessNumber(controlNumber))
    throw new UnreadableEventError('EventId', 'is missing, and ControlNumber too');
  return `${businessEventId}|${controlNumber.toString()}|${legalEntity ?? ''}`;
}

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
