import { z } from 'zod';

/** The SDK puts the service's code at `code` for a transaction, and in the details for a single operation. */
const restError = z.object({
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  details: z
    .object({ odataError: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});

/** Code and HTTP status of anything that a call of the SDK may throw. */
export function storeError(error: unknown): {
  readonly code: string | undefined;
  readonly status: number | undefined;
} {
  const parsed = restError.safeParse(error);
  if (!parsed.success) return { code: undefined, status: undefined };
  const { code, statusCode, details } = parsed.data;
  return { code: details?.odataError.code ?? code, status: statusCode };
}

/** Somebody else was faster: the row has another version, is there already, or is gone. */
export function isConflict(error: unknown): boolean {
  const { code, status } = storeError(error);
  return status === 412 || code === 'EntityAlreadyExists' || isMissing(error);
}

/** The row is not there. A missing table is another matter. */
export function isMissing(error: unknown): boolean {
  const { code, status } = storeError(error);
  return status === 404 && (code === 'ResourceNotFound' || code === 'EntityNotFound');
}
