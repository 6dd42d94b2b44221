/**
 * Why a request has no answer.
 * - `time-out`, `reset`: it may have been worked on.
 * - `unreachable`: refused, no such name, TLS: it never got there.
 * - `no-token`: no access token was given to us, so it was not sent.
 * - `no-place`: our own requests took all places until its time was over, so it was not sent.
 */
export type NoAnswer = 'time-out' | 'reset' | 'unreachable' | 'no-token' | 'no-place';

/** Thrown by `Send` when a request has no answer. */
export class NoAnswerError extends Error {
  readonly reason: NoAnswer;
  constructor(reason: NoAnswer, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'NoAnswerError';
    this.reason = reason;
  }
}
