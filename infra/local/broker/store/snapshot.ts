import type { Entities } from './entities.ts';
import type { JournalRecord } from './journal-record.ts';
import type { Queue } from './queue.ts';

/** The records that alone lead to the present state. `now` in milliseconds since 1970. */
export function* snapshot(entities: Entities, now: number): Generator<JournalRecord> {
  for (const topic of entities.topics) {
    const entity = topic.name;
    yield { kind: 'counter', entity, sequenceNumber: topic.lastSequenceNumber };
    for (const message of topic.scheduled.list()) yield { kind: 'scheduled', entity, ...message };
    for (const { queue, deadLetters, lastSequenceNumber } of topic.subscriptions) {
      yield { kind: 'counter', entity: queue.address, sequenceNumber: lastSequenceNumber };
      yield* messagesOf(queue);
      yield* messagesOf(deadLetters);
    }
    for (const seen of topic.duplicates.entries(now)) yield { kind: 'seen', entity, ...seen };
  }
}

function* messagesOf(queue: Queue): Generator<JournalRecord> {
  for (const message of queue.messages()) yield { kind: 'message', entity: queue.address, message };
}
