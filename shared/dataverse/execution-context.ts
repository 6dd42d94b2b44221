/** What ingest needs to know of one event of Dataverse. Says which row may have changed, never what it holds. */
export interface ExecutionContext {
  /** Guids are in lower case. */
  readonly organizationId: string;
  readonly organizationName: string;
  /** `Create`, `Update`, `Delete`, … */
  readonly messageName: string;
  /** Logical name; `none` for Associate and Disassociate. */
  readonly primaryEntityName: string;
  readonly primaryEntityId: string;
  /** Of an asynchronous step: its system job; of a synchronous one: the request, which several events may share. */
  readonly operationId?: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly mode: 'async' | 'sync';
  /** ISO, UTC. */
  readonly operationCreatedOn?: string;
  /** The registered step. */
  readonly owningExtensionId?: string;
  /** Columns of the request, whether their values changed or not; empty for a delete and an oversize context. */
  readonly submittedColumns: readonly string[];
  /** Row that the message was sent to; undefined in an oversize context. */
  readonly targetId?: string;
  /** SHA-256 of the columns and values of the target; undefined in an asynchronous and in an oversize context. */
  readonly targetHash?: string;
  readonly depth: number;
  /** The body was too large, so that parameters and images were left out. */
  readonly oversize: boolean;
}
