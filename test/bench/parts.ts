import { calls } from './calls/calls.ts';
import { drain } from './drain/drain.ts';
import { invoice } from './invoice/invoice.ts';
import { ledger } from './ledger/ledger.ts';
import { memory } from './memory/memory.ts';
import type { Part } from './part.ts';
import { pipeline } from './pipeline/pipeline.ts';
import { retry } from './retry/retry.ts';
import { start } from './start/start.ts';
import { transform } from './transform/transform.ts';

/** All benches, in the order of the table. */
export const parts = {
  pipeline,
  calls,
  invoice,
  drain,
  ledger,
  transform,
  retry,
  start,
  memory,
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof parts;
