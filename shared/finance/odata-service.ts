import { httpSender, type HttpSenderOptions } from '../odata/http-sender.ts';
import { remember } from '../odata/remember.ts';
import type { ODataAnswer, ODataRequest } from '../odata/send.ts';
import { slots, type Slots } from '../odata/slots.ts';
import { enumTypes, type EnumTypes } from './enum-types.ts';
import { financeAnswerError, financeError } from './finance-error.ts';

/** A request below `/data`: `/ProjectsV2?cross-company=true`, or the whole address of a next page. */
export type ServiceRequest = Omit<ODataRequest, 'url'> & { readonly path: string };

/** The OData service of one environment. */
export interface ODataService {
  /** @throws CounterpartError unless the answer is a success. */
  ask(request: ServiceRequest): Promise<ODataAnswer>;
  /** Answer to a path below `/metadata`. @throws CounterpartError unless the answer is a success. */
  metadata(path: string): Promise<string>;
  enumTypesOf(set: string): Promise<EnumTypes>;
  /** Places for reading requests, by entity set. */
  slotsOf(set: string): Slots;
  /** undefined: the system's own, 10,000. */
  readonly pageSize: number | undefined;
  /** Characters of a filter that joins several questions. */
  readonly longestFilter: number;
}

export interface ODataServiceOptions extends Omit<HttpSenderOptions, 'headers' | 'system'> {
  /** Reading requests under way at once, per entity set. */
  readonly maxInFlight: number;
  readonly pageSize?: number;
  readonly longestFilter?: number;
  readonly now: () => number;
}

/** Length of a filter that surely fits an address: assumed(filter-length). */
const longestFilter = 2_000;

const headers = { Accept: 'application/json', 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' };

/** The OData service of one environment: sends and reads, and turns what went wrong into CounterpartError. */
export function odataService(options: ODataServiceOptions): ODataService {
  const environment = options.url.replace(/\/+$/, '');
  const send = httpSender({ ...options, headers, system: 'finance' });
  const call = async (request: ODataRequest): Promise<ODataAnswer> => {
    const write = request.method !== 'GET';
    let answer: ODataAnswer;
    try {
      answer = await send(request);
    } catch (error) {
      throw financeError(error, write);
    }
    if (answer.status < 200 || answer.status >= 300) throw financeAnswerError(answer, write, options.now());
    return answer;
  };
  const get = async (path: string): Promise<string> =>
    (await call({ method: 'GET', url: `${environment}${path}` })).text;
  const known = new Map<string, Promise<EnumTypes>>();
  return {
    ask: ({ path, ...request }) =>
      call({ ...request, url: path.startsWith('/') ? `${environment}/data${path}` : path }),
    metadata: (path) => get(`/metadata${path}`),
    enumTypesOf(set) {
      const types = known.get(set) ?? enumTypes(get, set);
      known.set(set, types);
      types.catch(() => known.delete(set));
      return types;
    },
    slotsOf: remember(() => slots(options.maxInFlight)),
    pageSize: options.pageSize,
    longestFilter: options.longestFilter ?? longestFilter,
  };
}
