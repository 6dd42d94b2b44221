/** What a sender sent, still encoded: the broker never re-encodes a body and so keeps every type as it came. */
export interface Content {
  /** As text, prefixed by its AMQP type when it is not a string. */
  readonly messageId: string;
  /** The annotations that the sender set: encoded key, value, key, value …, without the map around them. */
  readonly annotations: Buffer;
  readonly annotationCount: number;
  /** From the header, in milliseconds. */
  readonly timeToLive: number | undefined;
  /** Properties, application properties, body and footer, encoded. */
  readonly bare: Buffer;
}
