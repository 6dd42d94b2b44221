/** What the API answered instead of what was asked for; its text is for a person. Status 0: no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/**
 * Calls the support API as the person who is signed in. An answer is trusted to be what its route says.
 *
 * @param path under `/api/support/console/api/`.
 * @throws ApiError
 */
export async function callApi<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/api/support/console/api/${path}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
  }).catch(() => {
    throw new ApiError(0, 'The functions app does not answer. Check the network and try again.');
  });
  const answer = (await response.json().catch(() => ({}))) as {
    readonly error?: string;
    readonly why?: string;
  };
  if (response.ok) return answer as Answer;
  throw new ApiError(
    response.status,
    answer.error ?? answer.why ?? `The functions app answered ${String(response.status)}.`,
  );
}
