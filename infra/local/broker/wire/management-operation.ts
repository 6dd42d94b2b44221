import type { AmqpError } from 'rhea';
import { z } from 'zod';

/** What an operation answers: a body, an error, or undefined for "done, nothing to say". */
export type ManagementResult = { readonly body: object } | { readonly error: AmqpError } | undefined;

/** @throws ZodError when the request's body is not what the operation takes. */
export type ManagementOperation<Target> = (target: Target, body: unknown) => ManagementResult;

export const bytesField = z.instanceof(Buffer);

/** rhea gives a long as a number, or as its 8 bytes when a number cannot hold it. */
export const longField = z.union([
  z.number(),
  bytesField.transform((value) => Number(value.readBigInt64BE())),
]);

export const peekFields = z.object({ 'from-sequence-number': longField, 'message-count': z.number() });
export const sequenceNumbersField = z.object({ 'sequence-numbers': z.array(longField) });
