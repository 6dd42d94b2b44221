import type { TokenCredential } from '@azure/core-auth';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import { authorise } from './authorise.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { noAnswerReason } from './no-answer-reason.ts';
import { repeatGetOnce } from './repeat-get-once.ts';
import type { ODataRequest, Send } from './send.ts';
import { stringifyJson } from './stringify-json.ts';

export interface HttpSenderOptions {
  /** Base address of the system, which is also the audience of its tokens. */
  readonly url: string;
  /** undefined: requests carry no token. */
  readonly credential: TokenCredential | undefined;
  /** For the whole of a request: token, answer, body and a repeated GET. */
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Instead of Node's http and https. */
  readonly httpClient?: HttpClient;
}

/** The way to a system: tokens, time-out, keep-alive, compression. Redirects are not followed, writes not repeated. */
export function httpSender(options: HttpSenderOptions): Send {
  const client = options.httpClient ?? createDefaultHttpClient();
  const pipeline = pipelineOf(options);
  return async (request) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    try {
      const { status, headers, bodyAsText } = await pipeline.sendRequest(
        client,
        createPipelineRequest({
          url: request.url,
          method: request.method,
          headers: createHttpHeaders({ ...options.headers, ...contentType(request), ...request.headers }),
          abortSignal: signal,
          allowInsecureConnection: request.url.startsWith('http:'),
          ...(request.body === undefined ? {} : { body: stringifyJson(request.body) }),
        }),
      );
      return { status, header: (name) => headers.get(name), text: bodyAsText ?? '' };
    } catch (error) {
      if (error instanceof NoAnswerError) throw error;
      const reason = signal.aborted ? 'time-out' : noAnswerReason(error);
      throw new NoAnswerError(reason, describe(reason, error, options), { cause: error });
    }
  };
}

function pipelineOf({ credential, url }: HttpSenderOptions): Pipeline {
  const pipeline = createPipelineFromOptions({
    userAgentOptions: { userAgentPrefix: 'project-operations-sync' },
  });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(repeatGetOnce(), { phase: 'Retry' });
  if (credential !== undefined) pipeline.addPolicy(authorise(credential, url), { phase: 'Sign' });
  return pipeline;
}

const contentType = (request: ODataRequest): Record<string, string> =>
  request.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' };

function describe(reason: string, error: unknown, { timeoutMs, url }: HttpSenderOptions): string {
  if (reason === 'time-out')
    return `${new URL(url).host} did not answer within ${String(timeoutMs / 1_000)} s.`;
  return `${new URL(url).host}: ${error instanceof Error ? error.message : String(error)}`;
}
