import type { Operation } from '../operation.ts';
import { badBatch } from './bad-batch.ts';
import { boundaryOf, readPart, splitParts, type Part } from './split-parts.ts';

export interface BatchRequest {
  readonly contentId: string | undefined;
  readonly operation: Operation;
}

/** A batch in order: single requests, and change sets that succeed or fail as a whole. */
export type BatchItem =
  | { readonly kind: 'request'; readonly request: BatchRequest }
  | { readonly kind: 'change-set'; readonly requests: readonly BatchRequest[] };

/** Most operations in one batch. */
const largestBatch = 5000;

/** @throws Refusal when the body is no batch, is too large, or a change set holds a GET. */
export function readBatch(outer: Operation): readonly BatchItem[] {
  const boundary = boundaryOf(outer.headers['content-type']);
  if (boundary === undefined)
    throw badBatch('The batch request must have a Content-Type of multipart/mixed with a boundary.');
  const items = splitParts(outer.body, boundary).map((part): BatchItem => {
    const inner = boundaryOf(part.headers['content-type']);
    if (inner === undefined) return { kind: 'request', request: readRequest(part, outer) };
    const requests = splitParts(part.content, inner).map((nested) => readRequest(nested, outer));
    if (requests.some(({ operation }) => operation.method === 'GET'))
      throw badBatch('A change set cannot contain a GET request.');
    return { kind: 'change-set', requests };
  });
  const size = items.reduce((sum, item) => sum + (item.kind === 'request' ? 1 : item.requests.length), 0);
  if (size > largestBatch)
    throw badBatch(`The batch holds ${size} operations; the maximum is ${largestBatch}.`);
  return items;
}

function readRequest(part: Part, outer: Operation): BatchRequest {
  if (part.headers['content-type']?.toLowerCase().startsWith('application/http') !== true)
    throw badBatch('Each part of a batch must have the Content-Type application/http.');
  const lineEnd = part.content.indexOf('\r\n');
  const match = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(
    lineEnd === -1 ? part.content : part.content.slice(0, lineEnd),
  );
  if (match === null) throw badBatch('A part of the batch has no valid request line.');
  const message = readPart(lineEnd === -1 ? '' : part.content.slice(lineEnd + 2));
  const [path = '', query = ''] = (match[2] ?? '')
    .replace(/^(?:https?:\/\/[^/]+)?\/data\//i, '')
    .split(/\?(.*)/s);
  return {
    contentId: part.headers['content-id'] ?? message.headers['content-id'],
    operation: {
      method: match[1] ?? '',
      path,
      query,
      headers: message.headers,
      body: message.content.trimEnd(),
      root: outer.root,
    },
  };
}
