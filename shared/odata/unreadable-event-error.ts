/**
 * Thrown when an event of Dataverse or Finance can never be read, however often it is sent: its body goes to the dead
 * letters. `member` names the part that is missing or wrong (`MessageName`, `body`).
 */
export class UnreadableEventError extends Error {
  readonly member: string;
  constructor(member: string, problem: string, options?: { cause?: unknown }) {
    super(`${member}: ${problem}`, options);
    this.name = 'UnreadableEventError';
    this.member = member;
  }
}
