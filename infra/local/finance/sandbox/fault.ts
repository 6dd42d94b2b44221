import type { Answer } from '../odata/answer.ts';

/** What the mode does to one request. */
export interface Fault {
  readonly delayMs: number;
  /** The request is carried out although its answer is replaced. */
  readonly afterWrite: boolean;
  /** Instead of the answer; undefined: the answer is given. */
  readonly instead?: Answer | 'close';
}
