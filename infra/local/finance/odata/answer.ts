import { stringify } from 'lossless-json';

/** An HTTP answer before it is on the wire; a part of a batch answers with the same. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const jsonType = 'application/json; odata.metadata=minimal';

/** An answer with a body, in the content type that Finance uses. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'Content-Type': jsonType, 'OData-Version': '4.0', ...headers },
  body: stringify(body) ?? '',
});

/** The answer to a write that returns no row. */
export const noContent = (headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 204,
  headers: { 'OData-Version': '4.0', ...headers },
});

/** No route leads there: an address of another shape, an unknown set, a slash in a key that was encoded only once. */
export const noRoute = (uri: string): Answer =>
  jsonAnswer(404, {
    Message: `No HTTP resource was found that matches the request URI '${uri}'. No route data was found for this request.`,
  });
