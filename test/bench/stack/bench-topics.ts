/** A topic and its only subscription. */
export interface Subscription {
  readonly topic: string;
  readonly subscription: string;
}

/** Topics that only the bench has. */
export const benchTopics = {
  textbook: { topic: 'bench-textbook', subscription: 'sync' },
  floor: { topic: 'bench-floor', subscription: 'floor' },
} as const satisfies Readonly<Record<string, Subscription>>;
