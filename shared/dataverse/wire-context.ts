import { isLosslessNumber, type LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import { isJsonObject } from '../odata/is-json-object.ts';
import type { JsonValue } from '../odata/json-value.ts';
import { UnreadableEventError } from '../odata/unreadable-event-error.ts';

const number = z.custom<LosslessNumber>(isLosslessNumber, 'must be a number');
const text = z.string().nullish();
const json = z.custom<JsonValue>(() => true);

/** `{"key":…,"value":…}`; null, missing and `[]` are alike: trimming an oversize context leaves any of them. */
const parameters = z
  .array(z.object({ key: z.string(), value: json.optional() }))
  .nullish()
  .transform(
    (list): ReadonlyMap<string, JsonValue> =>
      new Map((list ?? []).map(({ key, value }) => [key, value ?? null])),
  );

/**
 * The members of a RemoteExecutionContext that anybody here reads. It gains members over the years: unknown ones are
 * left alone, and only those are required without which no row can be named.
 *
 * @see https://learn.microsoft.com/dotnet/api/microsoft.xrm.sdk.remoteexecutioncontext
 */
const context = z.object({
  MessageName: z.string().min(1),
  PrimaryEntityName: z.string().min(1),
  PrimaryEntityId: z.guid(),
  OrganizationId: text,
  OrganizationName: text,
  OperationId: text,
  RequestId: text,
  CorrelationId: text,
  OperationCreatedOn: text,
  Mode: number.nullish(),
  Depth: number.nullish(),
  OwningExtension: z.object({ Id: text }).nullish(),
  InputParameters: parameters,
  PreEntityImages: parameters,
});

export type WireContext = z.infer<typeof context>;

/** @throws UnreadableEventError naming the first member that is missing or wrong. */
export function wireContext(event: JsonValue): WireContext {
  if (!isJsonObject(event)) throw new UnreadableEventError('body', 'is no JSON object');
  const parsed = context.safeParse(event);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnreadableEventError(
    issue?.path.join('.') ?? 'body',
    issue?.message ?? 'is no execution context',
  );
}
