import { STATUS_CODES } from 'node:http';
import type { WebReply } from '../web/web-request.ts';

interface SingleReply {
  readonly reply: WebReply;
  readonly contentId?: string | undefined;
}

/** The reply of a request, or those of a change set that was kept. */
export type ReplyPart = SingleReply | { readonly replies: readonly SingleReply[] };

/** Writes a batch's answer as multipart/mixed. */
export function writeBatchReply(status: number, parts: readonly ReplyPart[], id: string): WebReply {
  const boundary = `batchresponse_${id}`;
  const body = parts
    .map((part, place) => {
      if (!('replies' in part)) return `--${boundary}\r\n${printed(part)}`;
      const inner = `changesetresponse_${id}_${place}`;
      const replies = part.replies.map((each) => `--${inner}\r\n${printed(each)}`).join('');
      return `--${boundary}\r\nContent-Type: multipart/mixed; boundary=${inner}\r\n\r\n${replies}--${inner}--\r\n`;
    })
    .join('');
  return {
    status,
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}`, 'odata-version': '4.0' },
    body: `${body}--${boundary}--\r\n`,
  };
}

function printed({ reply, contentId }: SingleReply): string {
  const lines = [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}`,
    ...Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    reply.body ?? '',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
