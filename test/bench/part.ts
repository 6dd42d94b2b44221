import type { Measure } from './measure.ts';
import type { Worlds } from './world/one-world.ts';

/** How much a bench does. */
export interface Size {
  /** Little enough for a test: shows that it works and judges no time. */
  readonly quick: boolean;
  /** As much as the goals say, however long it takes; otherwise what takes less than four minutes. */
  readonly full: boolean;
  /** Alternating runs of whatever is timed. */
  readonly runs: number;
  readonly worlds: Worlds;
}

/** One bench: what `--only` names. */
export interface Part {
  /** What it does, in one sentence. */
  readonly about: string;
  /** @throws Error when what it measures does not work. */
  run(size: Size, tell: (line: string) => void): Promise<readonly Measure[]>;
}
