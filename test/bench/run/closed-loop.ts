import { busyCores } from '../statistics/busy-cores.ts';

export interface Loop<T> {
  /** From the first start to the last end. */
  readonly milliseconds: number;
  /** Of the whole machine, meanwhile. */
  readonly busyCores: number;
  /** In the order of their start. */
  readonly results: readonly T[];
}

/**
 * Does work in a closed loop: so many at a time, the next one when one is done. The first failure ends it.
 *
 * @param work told its position, from 0.
 */
export async function closedLoop<T>(
  concurrent: number,
  count: number,
  work: (position: number) => Promise<T>,
): Promise<Loop<T>> {
  const results = new Array<T>(count);
  let next = 0;
  const loop = async (): Promise<void> => {
    for (let position = next++; position < count; position = next++) {
      try {
        results[position] = await work(position);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  const busy = busyCores();
  const from = performance.now();
  await Promise.all(Array.from({ length: Math.min(concurrent, count) }, loop));
  return { milliseconds: performance.now() - from, busyCores: busy(), results };
}
