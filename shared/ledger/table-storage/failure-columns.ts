import { z } from 'zod';
import type { Failure } from '../ledger.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  failureCode: z.string(),
  failureField: z.string().exactOptional(),
  failureMessage: z.string(),
  failureHint: z.string().exactOptional(),
  failureCure: z.enum(['project-manager', 'accountant', 'administrator']).exactOptional(),
});

/** A failure as columns of its own, to be read and searched in any storage tool. */
export const failureColumns = (failure: Failure | undefined): Record<string, string> =>
  textColumns({
    failureCode: failure?.code,
    failureField: failure?.field,
    failureMessage: failure?.message,
    failureHint: failure?.hint,
    failureCure: failure?.cure,
  });

/** The failure of a row, undefined where it has none. */
export function readFailure(row: Readonly<Record<string, unknown>>): Failure | undefined {
  if (row['failureCode'] === undefined) return undefined;
  const {
    failureCode: code,
    failureField,
    failureMessage: message,
    failureHint,
    failureCure,
  } = columns.parse(row);
  return {
    code,
    message,
    ...(failureField === undefined ? {} : { field: failureField }),
    ...(failureHint === undefined ? {} : { hint: failureHint }),
    ...(failureCure === undefined ? {} : { cure: failureCure }),
  };
}
