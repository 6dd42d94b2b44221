import type { HttpRequest } from '@azure/functions';

/** Name of who calls: as the platform's sign-in tells it, else as the caller says; only recorded. */
export const personOf = ({ headers }: HttpRequest): string =>
  (headers.get('x-ms-client-principal-name') ?? decoded(headers.get('x-support-user')) ?? 'unknown').slice(
    0,
    100,
  );

/** A header carries ASCII only: other letters come percent-encoded. */
function decoded(text: string | null): string | null {
  try {
    return text === null || text.trim() === '' ? null : decodeURIComponent(text);
  } catch {
    return text;
  }
}
