import { httpSender, type HttpSenderOptions } from '../odata/http-sender.ts';
import { remember } from '../odata/remember.ts';
import type { ODataAnswer, ODataRequest } from '../odata/send.ts';
import { slots, type Slots } from '../odata/slots.ts';
import { dataverseAnswerError, dataverseError, type DataverseCall } from './dataverse-error.ts';
import { relationships, type Relationships } from './relationships.ts';

/** A request below the Web API root: `/accounts?$select=name`, or the whole address of a next page. */
export type WebApiRequest = Omit<ODataRequest, 'url'> & { readonly path: string };

/** The Web API of one environment. */
export interface WebApi {
  /** Address below which everything is, without a slash at its end. */
  readonly root: string;
  /** @throws CounterpartError unless the answer is a success. */
  ask(request: WebApiRequest, call: DataverseCall): Promise<ODataAnswer>;
  readonly known: Relationships;
  /** Places for reading requests, by entity set. */
  slotsOf(set: string): Slots;
  readonly pageSize: number;
}

export interface WebApiOptions extends Omit<HttpSenderOptions, 'headers' | 'system'> {
  /** Reading requests under way at once, per entity set. */
  readonly maxInFlight: number;
  readonly pageSize: number;
  readonly now: () => number;
}

/** @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors */
const headers = {
  Accept: 'application/json',
  'OData-Version': '4.0',
  'OData-MaxVersion': '4.0',
};

/** The Web API of one environment: sends and reads, and turns what went wrong into CounterpartError. */
export function webApi(options: WebApiOptions): WebApi {
  const root = `${options.url.replace(/\/+$/, '')}/api/data/v9.2`;
  const send = httpSender({ ...options, headers, system: 'dataverse' });
  const ask: WebApi['ask'] = async ({ path, ...request }, call) => {
    // Keeps caches in between from answering; the word, not a missing value.
    const uncached = request.method === 'GET' ? { 'If-None-Match': 'null' } : {};
    let answer: ODataAnswer;
    try {
      answer = await send({
        ...request,
        url: path.startsWith('/') ? `${root}${path}` : path,
        headers: { ...uncached, ...request.headers },
      });
    } catch (error) {
      throw dataverseError(error, call);
    }
    if (answer.status < 200 || answer.status >= 300) throw dataverseAnswerError(answer, call, options.now());
    return answer;
  };
  return {
    root,
    ask,
    known: relationships(
      async (path) => (await ask({ method: 'GET', path }, { does: 'read', table: path })).text,
    ),
    slotsOf: remember(() => slots(options.maxInFlight)),
    pageSize: options.pageSize,
  };
}
