export type Port = 'ledger' | 'bus' | 'dataverse' | 'finance';

/** A call of a port, as chance decides on it. */
export interface PortCall {
  readonly port: Port;
  readonly method: string;
  /** Asks of a system or store; all else may have an effect. */
  readonly reads: boolean;
}

/** What becomes of one call. Times in milliseconds. */
export interface Fate {
  /** Until the effect. */
  readonly request: number;
  /** From the effect to the answer. */
  readonly answer: number;
  /** The host ends before the request leaves, or right after its effect. */
  readonly crash: 'before' | 'after' | undefined;
  /** The host stands still for so long after the request has left. */
  readonly freeze: number;
  /** `refused`: without an effect. `lost`: with it, but the answer is an error. */
  readonly fault: { readonly how: 'refused' | 'lost'; readonly error: Error } | undefined;
}
