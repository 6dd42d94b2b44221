import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../odata/answer.ts';

/** Sends an answer, or breaks the connection. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer | 'close',
): FastifyReply {
  if (answer === 'close') {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  return reply.status(answer.status).headers(answer.headers).send(answer.body);
}
