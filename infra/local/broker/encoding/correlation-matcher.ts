import type { CorrelationFilter } from '../topology.ts';
import type { Content } from './content.ts';
import { message } from './rhea.ts';

/** Whether a message passes a correlation filter: every member given must be equal. No filter lets all pass. */
export function correlationMatcher(filter: CorrelationFilter | undefined): (content: Content) => boolean {
  if (filter === undefined) return () => true;
  const properties = Object.entries(filter.properties ?? {});
  const members = Object.entries({
    correlation_id: filter.correlationId,
    message_id: filter.messageId,
    to: filter.to,
    reply_to: filter.replyTo,
    subject: filter.label,
    content_type: filter.contentType,
  }).filter(([, expected]) => expected !== undefined);
  return ({ bare }) => {
    const decoded = message.decode(bare);
    const actual = (decoded['application_properties'] ?? {}) as Record<string, unknown>;
    return (
      members.every(([name, expected]) => decoded[name] === expected) &&
      properties.every(([name, expected]) => actual[name] === expected)
    );
  };
}
