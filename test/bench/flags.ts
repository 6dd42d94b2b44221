import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parts, type PartName } from './parts.ts';

export interface Flags {
  /** The benches to run, in the order of the table. */
  readonly only: readonly PartName[];
  /** Alternating runs of whatever is timed. */
  readonly runs: number;
  /** A little of each, one run. */
  readonly quick: boolean;
  /** As many changes as the goals say, however long it takes. */
  readonly full: boolean;
  readonly json: boolean;
  /** Keeps the figures in docs/performance.json and renews the table of docs/performance.md. */
  readonly writePage: boolean;
}

const names = Object.keys(parts) as readonly PartName[];

export const usage = [
  'npm run bench -- [--only NAME]… [--runs N] [--quick | --full] [--json] [--write-page]',
  ...names.map((name) => `  ${name.padEnd(10)} ${parts[name].about}`),
].join('\n');

/** @throws Error naming the flag that is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string', default: '5' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'write-page': { type: 'boolean', default: false },
    },
  });
  const runs = z.coerce.number().int().min(1).safeParse(values.runs);
  if (!runs.success) throw new Error('--runs must be a whole number from 1');
  for (const name of values.only)
    if (!Object.hasOwn(parts, name)) throw new Error(`--only: there is no bench "${name}"`);
  if (values.quick && values['write-page'])
    throw new Error('--write-page: what --quick measures says nothing about time; leave one of them out');
  if (values.quick && values.full) throw new Error('--quick and --full: one of them');
  return {
    only: values.only.length === 0 ? names : names.filter((name) => values.only.includes(name)),
    runs: values.quick ? 1 : runs.data,
    quick: values.quick,
    full: values.full,
    json: values.json,
    writePage: values['write-page'],
  };
}
