/**
 * Gives every caller a turn of the event loop of its own. The AMQP library under the Service Bus client merges what is
 * settled on one link within one turn and gives all of it the first outcome: a message that was to be deferred would be
 * completed, and lost.
 */
export function ownTurn(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve))));
}
