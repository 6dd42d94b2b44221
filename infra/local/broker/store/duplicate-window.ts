/** The message ids that a topic accepted within its window. All have the same lifetime, so they expire in order. */
export class DuplicateWindow {
  readonly #windowMs: number;
  readonly #until = new Map<string, number>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Remembers the id and returns until when, or returns undefined when it was used within the window. */
  admit(messageId: string, now: number): number | undefined {
    this.#forgetExpired(now);
    if (this.#until.has(messageId)) return undefined;
    const until = now + this.#windowMs;
    this.remember(messageId, until);
    return until;
  }

  remember(messageId: string, until: number): void {
    this.#until.delete(messageId);
    this.#until.set(messageId, until);
  }

  *entries(now: number): Generator<{ messageId: string; until: number }> {
    this.#forgetExpired(now);
    for (const [messageId, until] of this.#until) yield { messageId, until };
  }

  #forgetExpired(now: number): void {
    for (const [messageId, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(messageId);
    }
  }
}
