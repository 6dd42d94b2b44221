import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Answer } from '../answer.ts';

export interface BatchReply {
  readonly contentId: string | undefined;
  readonly answer: Answer;
}

/** A single answer, or those of a change set that succeeded. */
export type BatchReplies = BatchReply | readonly BatchReply[];

/** The outer answer: always 200, whatever the parts say. */
export function writeBatch(replies: readonly BatchReplies[]): Answer {
  const { boundary, body } = multipart(
    'batchresponse',
    replies.map((reply) => {
      if (!isMany(reply)) return httpPart(reply);
      const inner = multipart('changesetresponse', reply.map(httpPart));
      return `Content-Type: multipart/mixed; boundary=${inner.boundary}\r\n\r\n${inner.body}`;
    }),
  );
  return {
    status: 200,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'OData-Version': '4.0' },
    body,
  };
}

const isMany = (replies: BatchReplies): replies is readonly BatchReply[] => Array.isArray(replies);

function multipart(
  name: string,
  parts: readonly string[],
): { readonly boundary: string; readonly body: string } {
  const boundary = `${name}_${randomUUID()}`;
  return {
    boundary,
    body: `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`,
  };
}

function httpPart({ contentId, answer }: BatchReply): string {
  const own = contentId === undefined ? [] : [`Content-ID: ${contentId}`];
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...own,
    '',
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    answer.body ?? '',
  ].join('\r\n');
}
