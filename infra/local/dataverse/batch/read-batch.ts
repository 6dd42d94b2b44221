import { refusals } from '../web/refusals.ts';
import type { BatchPart, BatchRequest } from './batch-part.ts';

const largestBatch = 1000;

/**
 * Reads a multipart body. Lines end with CRLF, as the platform demands.
 * @throws WebApiError 400 when it is not well formed, holds more than 1,000 requests, or a change set reads.
 */
export function readBatch(contentType: string | undefined, body: string): BatchPart[] {
  const parts = split(boundaryOf(contentType), body).map((part): BatchPart => {
    const { headers, rest } = readHeaders(part);
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('multipart/mixed')) return readRequest(headers, rest);
    const requests = split(boundaryOf(type), rest).map((inner) => {
      const read = readHeaders(inner);
      return readRequest(read.headers, read.rest);
    });
    if (requests.some((request) => request.method === 'GET'))
      throw refusals.badQuery('A change set cannot contain GET requests.');
    return { kind: 'change-set', requests };
  });
  const size = parts.reduce((sum, part) => sum + (part.kind === 'request' ? 1 : part.requests.length), 0);
  if (size > largestBatch)
    throw refusals.badQuery(`The batch holds ${size} requests; at most ${largestBatch} are allowed.`);
  return parts;
}

function boundaryOf(contentType: string | undefined): string {
  const match = /^multipart\/mixed\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined)
    throw refusals.badQuery('The content type must be multipart/mixed with a boundary.');
  return boundary;
}

function split(boundary: string, body: string): string[] {
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = pieces.at(-1);
  if (pieces.length < 2 || end?.startsWith('--') !== true)
    throw refusals.badQuery(
      `The boundary '${boundary}' does not open and close the body; lines must end with CRLF.`,
    );
  return pieces.slice(1, -1).map((piece) => piece.replace(/^[ \t]*\r\n/, ''));
}

function readHeaders(text: string): { headers: Record<string, string>; rest: string } {
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 0)
      throw refusals.badQuery(
        `The message header is invalid: '${line}'. The header value must be of the format '<header name>: <header value>'.`,
      );
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, rest: end < 0 ? '' : text.slice(end + 4) };
}

function readRequest(partHeaders: Readonly<Record<string, string>>, text: string): BatchRequest {
  if (!(partHeaders['content-type'] ?? '').startsWith('application/http'))
    throw refusals.badQuery('A part of a batch must have the content type application/http.');
  const lineEnd = text.indexOf('\r\n');
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const match = /^(GET|POST|PATCH|PUT|DELETE) (\S+) HTTP\/1\.1$/.exec(line);
  if (match === null) throw refusals.badQuery(`The request line '${line}' of a batch part is invalid.`);
  const { headers, rest } = readHeaders(lineEnd < 0 ? '' : text.slice(lineEnd + 2));
  const contentId = partHeaders['content-id'];
  return {
    kind: 'request',
    method: match[1] ?? '',
    url: match[2] ?? '',
    headers: { ...headers, ...(contentId === undefined ? {} : { 'content-id': contentId }) },
    body: rest.replace(/(\r\n)+$/, ''),
  };
}
