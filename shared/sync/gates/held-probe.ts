/** A breaker whose one probe is this attempt. */
export interface HeldProbe {
  readonly name: string;
  /** The Control row as we wrote it: whoever else writes it takes the probe away. */
  readonly text: string;
}
