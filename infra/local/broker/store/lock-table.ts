import { randomUUID } from 'node:crypto';
import type { LockedMessage } from './consumer.ts';
import type { StoredMessage } from './stored-message.ts';

interface Lock {
  readonly message: StoredMessage;
  readonly until: number;
}

/** The locks of a queue. All last equally long and a renewed one goes to the end, so they expire in order. */
export class LockTable {
  readonly #lockMs: number;
  readonly #locks = new Map<string, Lock>();

  constructor(lockMs: number) {
    this.#lockMs = lockMs;
  }

  lock(message: StoredMessage, now: number): LockedMessage {
    const lockToken = randomUUID();
    const lockedUntil = now + this.#lockMs;
    this.#locks.set(lockToken, { message, until: lockedUntil });
    return { message, lockToken, lockedUntil };
  }

  /** Ends a lock. Undefined when it is unknown or has run out. */
  release(lockToken: string, now: number): StoredMessage | undefined {
    const lock = this.#locks.get(lockToken);
    if (lock === undefined || lock.until <= now) return undefined;
    this.#locks.delete(lockToken);
    return lock.message;
  }

  /** Until when the lock holds now, or undefined when it is unknown or has run out. */
  renew(lockToken: string, now: number): number | undefined {
    const message = this.release(lockToken, now);
    if (message === undefined) return undefined;
    const until = now + this.#lockMs;
    this.#locks.set(lockToken, { message, until });
    return until;
  }

  /** Removes the locks that have run out and returns their messages. */
  takeExpired(now: number): StoredMessage[] {
    const expired: StoredMessage[] = [];
    for (const [lockToken, { message, until }] of this.#locks) {
      if (until > now) break;
      this.#locks.delete(lockToken);
      expired.push(message);
    }
    return expired;
  }

  get nextExpiry(): number | undefined {
    for (const { until } of this.#locks.values()) return until;
    return undefined;
  }
}
