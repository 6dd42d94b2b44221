import type { StoredMessage } from './stored-message.ts';

export interface LockedMessage {
  readonly message: Readonly<StoredMessage>;
  readonly lockToken: string;
  /** Milliseconds since 1970. */
  readonly lockedUntil: number;
}

/** A receiver link as a queue sees it. */
export type Consumer =
  | { readonly mode: 'peekLock'; wants(): boolean; take(locked: LockedMessage): void }
  | { readonly mode: 'receiveAndDelete'; wants(): boolean; take(message: Readonly<StoredMessage>): void };
