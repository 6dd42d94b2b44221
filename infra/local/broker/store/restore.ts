import type { Entities } from './entities.ts';
import type { JournalRecord } from './journal-record.ts';
import type { Queue } from './queue.ts';
import type { ScheduledMessage } from './scheduled-messages.ts';
import type { StoredMessage } from './stored-message.ts';
import type { Topic } from './topic.ts';

/** What the journal says of one topic or queue. */
class EntityState {
  readonly messages = new Map<number, StoredMessage>();
  readonly scheduled = new Map<number, ScheduledMessage>();
  readonly seen = new Map<string, number>();
  highest = 0;

  apply(record: JournalRecord): void {
    if (record.kind === 'seen') {
      this.seen.delete(record.messageId);
      this.seen.set(record.messageId, record.until);
      return;
    }
    const sequenceNumber = record.kind === 'message' ? record.message.sequenceNumber : record.sequenceNumber;
    this.highest = Math.max(this.highest, sequenceNumber);
    if (record.kind === 'message') this.messages.set(sequenceNumber, record.message);
    else if (record.kind === 'scheduled') this.scheduled.set(sequenceNumber, record);
    else if (record.kind === 'removed') this.messages.delete(sequenceNumber);
    else if (record.kind === 'unscheduled') this.scheduled.delete(sequenceNumber);
    else if (record.kind === 'state') {
      const message = this.messages.get(sequenceNumber);
      if (message === undefined) return;
      message.deliveryCount = record.deliveryCount;
      message.deferred = record.deferred;
      message.locked = record.locked;
    }
  }
}

/** Puts the entities into the state that the journal describes. Entities that are no longer in the topology are left out. */
export function restore(records: Iterable<JournalRecord>, entities: Entities): void {
  const states = new Map<string, EntityState>();
  for (const record of records) {
    let state = states.get(record.entity);
    if (state === undefined) states.set(record.entity, (state = new EntityState()));
    state.apply(record);
  }
  for (const topic of entities.topics) {
    restoreTopic(topic, states.get(topic.name));
    for (const subscription of topic.subscriptions) {
      subscription.used(states.get(subscription.queue.address)?.highest ?? 0);
      // Dead letters first: restoring the queue may add one more.
      restoreQueue(subscription.deadLetters, states.get(subscription.deadLetters.address));
      restoreQueue(subscription.queue, states.get(subscription.queue.address));
    }
  }
}

function restoreTopic(topic: Topic, state: EntityState | undefined): void {
  if (state === undefined) return;
  topic.used(state.highest);
  for (const message of state.scheduled.values()) topic.scheduled.add(message);
  for (const [messageId, until] of state.seen) topic.duplicates.remember(messageId, until);
}

function restoreQueue(queue: Queue, state: EntityState | undefined): void {
  for (const message of state?.messages.values() ?? []) queue.restore(message);
}
