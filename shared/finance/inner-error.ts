import { z } from 'zod';
import { parseJson } from '../odata/parse-json.ts';

/** An exception inside Finance, as far as it says something. */
export interface InnerError {
  readonly message: string;
  readonly type: string;
}

interface Nested {
  readonly message?: string | undefined;
  readonly type?: string | undefined;
  readonly internalexception?: Nested | null | undefined;
}

const nested: z.ZodType<Nested> = z.lazy(() =>
  z.object({
    message: z.string().optional(),
    type: z.string().optional(),
    internalexception: nested.nullish(),
  }),
);

const body = z.object({
  error: z.object({
    code: z.string().default(''),
    message: z.string().optional(),
    innererror: nested.nullish(),
  }),
});

const generic = /^(An error has occurred\.?|Exception has been thrown by the target of an invocation\.?|)$/;

/**
 * The deepest message of an error body that is not one of the general ones; the outer `error.message` never says
 * anything. Stack traces are left behind.
 *
 * @returns undefined when the body is no OData error (a gateway's HTML, plain text, broken JSON).
 */
export function innerError(text: string): (InnerError & { readonly code: string }) | undefined {
  let parsed;
  try {
    parsed = body.safeParse(parseJson(text));
  } catch {
    return undefined;
  }
  if (!parsed.success) return undefined;
  const { code, message, innererror } = parsed.data.error;
  let told: InnerError = { message: message ?? '', type: '' };
  for (let level: Nested | null | undefined = innererror; level != null; level = level.internalexception) {
    const words = (level.message ?? '').trim();
    if (!generic.test(words)) told = { message: words, type: level.type ?? '' };
    else if (told.type === '') told = { ...told, type: level.type ?? '' };
  }
  return { code, ...told };
}
