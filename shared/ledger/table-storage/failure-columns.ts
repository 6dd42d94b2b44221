import { z } from 'zod';
import { isCause } from '../../causes/causes.ts';
import { cures } from '../../causes/cure.ts';
import type { Failure } from '../ledger.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  failureCode: z.string(),
  failureField: z.string().exactOptional(),
  failureMessage: z.string(),
  failureHint: z.string().exactOptional(),
  failureCause: z.string().exactOptional(),
  failureCure: z.string().exactOptional(),
});

/** A failure as columns of its own, to be read and searched in any storage tool. */
export const failureColumns = (failure: Failure | undefined): Record<string, string> =>
  textColumns({
    failureCode: failure?.code,
    failureField: failure?.field,
    failureMessage: failure?.message,
    failureHint: failure?.hint,
    failureCause: failure?.cause,
    failureCure: failure?.cure,
  });

/**
 * The failure of a row, undefined where it has none. A cause or cure that this version does not know is left out: while
 * two versions run side by side, the older must not stumble over a record of the newer.
 */
export function readFailure(row: Readonly<Record<string, unknown>>): Failure | undefined {
  if (row['failureCode'] === undefined) return undefined;
  const { failureCode: code, failureMessage: message, ...more } = columns.parse(row);
  const { failureField, failureHint, failureCause, failureCure } = more;
  const cure = cures.find((known) => known === failureCure);
  return {
    code,
    message,
    ...(failureField === undefined ? {} : { field: failureField }),
    ...(failureHint === undefined ? {} : { hint: failureHint }),
    ...(failureCause === undefined || !isCause(failureCause) ? {} : { cause: failureCause }),
    ...(cure === undefined ? {} : { cure }),
  };
}
