/** Time as the store sees it, so that a test can move it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Runs once after the delay; the returned function calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}
