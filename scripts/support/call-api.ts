/** Where the functions app is, and who calls it. */
export interface Connection {
  readonly url: string;
  readonly key: string;
  readonly user: string;
}

/** What the functions app answered instead of what was asked for; its text is for a person. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/**
 * Calls the support API. An answer is trusted to be what its route says.
 *
 * @param path under `/api/support/`.
 * @throws ApiError; with status 0 when there is no answer.
 */
export async function callApi<Answer>(
  { url, key, user }: Connection,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/api/support/${path}`, {
    method,
    headers: {
      'x-functions-key': key,
      'x-support-user': encodeURIComponent(user),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new ApiError(0, `${url} does not answer${cause}. Is the address right, and is it running?`);
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  if (response.status === 401)
    throw new ApiError(401, 'The key is not accepted. Give the right one with --key or SUPPORT_KEY.');
  throw new ApiError(
    response.status,
    errorOf(text) ?? `${url} answered ${String(response.status)}: ${text.slice(0, 300)}`,
  );
}

function errorOf(text: string): string | undefined {
  try {
    const { error, why } = JSON.parse(text) as { readonly error?: string; readonly why?: string };
    return error ?? why;
  } catch {
    return undefined;
  }
}
