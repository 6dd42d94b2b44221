import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface Flags {
  /** First seed. */
  readonly from: number;
  readonly seeds: number;
  /** Run each planted bug until it is found. */
  readonly planted: boolean;
  /** Print the account of every seed, not only of one that fails. */
  readonly trace: boolean;
}

export const usage = 'npm run simulate -- [--seeds N] [--from S] [--planted] [--trace]';

/** @throws Error naming the flag that is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      planted: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  });
  const whole = z.coerce.number().int().min(1);
  const [seeds, from] = [whole.safeParse(values.seeds), whole.safeParse(values.from)];
  if (!seeds.success) throw new Error('--seeds must be a whole number from 1');
  if (!from.success) throw new Error('--from must be a whole number from 1');
  return { seeds: seeds.data, from: from.data, planted: values.planted, trace: values.trace };
}
