/** A business event before it has its envelope. */
export interface BusinessEvent {
  readonly businessEventId: string;
  readonly category: string;
  readonly legalEntity: string;
  /** Fields of the event's contract. */
  readonly fields: Readonly<Record<string, string>>;
}
