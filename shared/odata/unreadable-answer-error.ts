/** Thrown when a system answered a success whose body is not what it should be: cut off, or from something in between. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string, options?: { cause?: unknown }) {
    super(problem, options);
    this.name = 'UnreadableAnswerError';
  }
}
