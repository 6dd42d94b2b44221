import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface Flags {
  /** Timed runs of every contender at every concurrency. */
  readonly runs: number;
  /** A few changes, one run. */
  readonly quick: boolean;
  readonly json: boolean;
}

export const usage = 'npm run bench -- [--runs N] [--quick] [--json]';

/** @throws Error naming the flag that is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '5' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const runs = z.coerce.number().int().min(1).safeParse(values.runs);
  if (!runs.success) throw new Error('--runs must be a whole number from 1');
  return { runs: runs.data, quick: values.quick, json: values.json };
}
