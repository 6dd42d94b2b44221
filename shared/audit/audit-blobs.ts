/** A day's blob as far as it was read. */
export interface AuditText {
  readonly text: string;
  /** Bytes of the whole blob. */
  readonly length: number;
}

/**
 * The second home of the audit: one blob a day that only grows. Every method throws AuditBlobError when the store cannot be
 * reached or refuses.
 */
export interface AuditBlobs {
  /** What stands in a day's blob from a byte on; nothing, with length 0, where it is not there yet. */
  read(day: string, from: number): Promise<AuditText>;
  /**
   * Adds to the end of a day's blob.
   *
   * @param position how long the blob is, as the caller knows it.
   * @returns false, and nothing is added, where it is longer by now.
   */
  append(day: string, position: number, text: string): Promise<boolean>;
  /** Whether the container is there. */
  exists(): Promise<boolean>;
}
