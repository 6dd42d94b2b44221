/** One request inside a batch, as it was written. */
export interface BatchRequest {
  readonly kind: 'request';
  readonly method: string;
  /** Relative, below the host, or a whole address. */
  readonly url: string;
  /** Names in lower case: those of the request, and `content-id` of its part. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests that are kept or undone together. */
export interface ChangeSet {
  readonly kind: 'change-set';
  readonly requests: readonly BatchRequest[];
}

export type BatchPart = BatchRequest | ChangeSet;
