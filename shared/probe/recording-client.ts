import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { innerError } from '../finance/inner-error.ts';
import { plainText } from '../odata/plain-text.ts';
import type { Seen } from './finding.ts';

const longestText = 400;

/** The way to a system that keeps what was asked and answered. Headers are not kept. */
export function recordingClient(
  system: Seen['system'],
  keep: (seen: Seen) => void,
  client: HttpClient = createDefaultHttpClient(),
): HttpClient {
  return {
    async sendRequest(request) {
      const { pathname, search } = new URL(request.url);
      const asked = {
        system,
        request: `${request.method} ${decoded(pathname)}${decoded(search)}`,
        ...(typeof request.body === 'string' ? { sent: short(request.body) } : {}),
      };
      try {
        const answer = await client.sendRequest(request);
        keep({ ...asked, status: answer.status, text: textOf(answer.bodyAsText ?? '') });
        return answer;
      } catch (error) {
        keep({ ...asked, text: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
  };
}

/** The deepest message of an error body of either system, else the body as far as a person reads it. */
function textOf(body: string): string {
  return short(plainText(innerError(body)?.message ?? body));
}

const short = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
