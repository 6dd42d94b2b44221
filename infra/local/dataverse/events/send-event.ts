import type { RaisedEvent } from './raised-event.ts';

/** Why a system job failed for good; the code as in the platform's error list. */
export interface SendFailure {
  readonly code: number;
  readonly message: string;
}

/** Sends to one endpoint. */
export interface EventSender {
  /**
   * @param oversize treats the context as too large, whatever its size.
   * @returns undefined when the endpoint took it. Rejects only when the sandbox stops meanwhile.
   */
  send(event: RaisedEvent, oversize: boolean): Promise<SendFailure | undefined>;
  close(): Promise<void>;
}
