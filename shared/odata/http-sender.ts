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
import { inTurn } from './in-turn.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { noAnswerReason } from './no-answer-reason.ts';
import { repeatGetOnce } from './repeat-get-once.ts';
import type { CounterpartOperation } from '../telemetry/counterpart-operation.ts';
import type { ODataRequest, Send } from './send.ts';
import { slots } from './slots.ts';
import { stringifyJson } from './stringify-json.ts';
import { tracedSend } from './traced-send.ts';

export interface HttpSenderOptions {
  /** Base address of the system, which is also the audience of its tokens. */
  readonly url: string;
  /** undefined: requests carry no token. */
  readonly credential: TokenCredential | undefined;
  /** Further users of the same rights, which take turns with the first. */
  readonly otherCredentials?: readonly TokenCredential[];
  /** For the whole of a request: token, answer, body and a repeated GET. */
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Instead of Node's http and https. */
  readonly httpClient?: HttpClient;
  readonly system: CounterpartOperation['system'];
  /** Requests under way at once, whatever they do; no limit where it is absent. May change while it runs. */
  readonly mostAtOnce?: () => number;
  /** Hears of every request how it was answered. */
  readonly counted?: (operation: CounterpartOperation) => void;
}

/** The way to a system: tokens, time-out, keep-alive, compression. Redirects are not followed, writes not repeated. */
export function httpSender(options: HttpSenderOptions): Send {
  const client = options.httpClient ?? createDefaultHttpClient();
  const pipeline = pipelineOf(options);
  const places = slots(options.mostAtOnce ?? (() => Infinity));
  const send: Send = async (request) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const latest = performance.now() + options.timeoutMs * latestStart;
    try {
      const { status, headers, bodyAsText } = await places.run(() => {
        // Waiting for a place counts: a write must not start when its lease may be over.
        if (performance.now() > latest) throw noPlace(options);
        return pipeline.sendRequest(
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
      });
      return { status, header: (name) => headers.get(name), text: bodyAsText ?? '' };
    } catch (error) {
      if (error instanceof NoAnswerError) throw error;
      const reason = signal.aborted ? 'time-out' : noAnswerReason(error);
      throw new NoAnswerError(reason, describe(reason, error, options), { cause: error });
    }
  };
  return tracedSend(send, options);
}

/** Part of its time after which a request is not sent any more: cut off at once, nobody would know what became of it. */
const latestStart = 0.9;

const noPlace = ({ timeoutMs, url }: HttpSenderOptions): NoAnswerError =>
  new NoAnswerError(
    'no-place',
    `${new URL(url).host} was not asked: other requests took all places for ${String(timeoutMs / 1_000)} s.`,
  );

function pipelineOf({ credential, otherCredentials = [], url }: HttpSenderOptions): Pipeline {
  const pipeline = createPipelineFromOptions({
    userAgentOptions: { userAgentPrefix: 'project-operations-sync' },
  });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  // Its spans keep addresses, in which keys stand.
  pipeline.removePolicy({ name: 'tracingPolicy' });
  pipeline.addPolicy(repeatGetOnce(), { phase: 'Retry' });
  if (credential !== undefined) {
    const users = [credential, ...otherCredentials].map((each) => authorise(each, url));
    pipeline.addPolicy(inTurn(users), { phase: 'Sign' });
  }
  return pipeline;
}

const contentType = (request: ODataRequest): Record<string, string> =>
  request.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' };

function describe(reason: string, error: unknown, { timeoutMs, url }: HttpSenderOptions): string {
  if (reason === 'time-out')
    return `${new URL(url).host} did not answer within ${String(timeoutMs / 1_000)} s.`;
  return `${new URL(url).host}: ${error instanceof Error ? error.message : String(error)}`;
}
