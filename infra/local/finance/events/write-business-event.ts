import { LosslessNumber, stringify } from 'lossless-json';
import type { BusinessEvent } from './business-event.ts';
import type { OutgoingEvent } from './outgoing-event.ts';

export interface Envelope {
  /** Upper case, without braces. */
  readonly eventId: string;
  /** Decimal text of an Int64. */
  readonly controlNumber: string;
  readonly now: number;
  /** User who did it. */
  readonly user: string;
}

/** The event in its envelope: one flat object, envelope and contract fields together in alphabetical order. */
export function writeBusinessEvent(event: BusinessEvent, envelope: Envelope): OutgoingEvent {
  const fields: Readonly<Record<string, unknown>> = {
    ...event.fields,
    BusinessEventId: event.businessEventId,
    BusinessEventLegalEntity: event.legalEntity,
    ContextRecordSubject: '',
    ControlNumber: new LosslessNumber(envelope.controlNumber),
    EventId: envelope.eventId,
    EventTime: `/Date(${Math.floor(envelope.now / 1000) * 1000})/`,
    EventTimeIso8601: new Date(envelope.now).toISOString().replace('Z', '0000Z'),
    InitiatingUserAADObjectId: `{${envelope.user.toUpperCase()}}`,
    MajorVersion: 0,
    MinorVersion: 0,
    ParentContextRecordSubjects: [],
  };
  const sorted = Object.fromEntries(
    Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
  return {
    name: event.businessEventId,
    body: stringify(sorted) ?? '',
    properties: {
      BusinessEventId: event.businessEventId,
      BusinessEventCategory: event.category,
      LegalEntity: event.legalEntity,
      EventId: envelope.eventId,
      EventTime: new Date(envelope.now).toISOString(),
    },
  };
}
