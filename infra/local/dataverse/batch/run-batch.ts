import { commit } from '../write/commit.ts';
import { readPreferences } from '../web/preferences.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import { run } from '../web/run.ts';
import { WebApiError } from '../web/web-api-error.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import type { BatchRequest, ChangeSet } from './batch-part.ts';
import { readBatch } from './read-batch.ts';
import { writeBatchReply, type ReplyPart } from './write-batch-reply.ts';

/**
 * `POST $batch`: requests one after the other, change sets whole or not at all. Without
 * `Prefer: odata.continue-on-error` the first failure ends the batch and its status becomes the batch's; with it the
 * status is 200 and each part carries its own (BatchRequest of the Dataverse SDK for Python, Microsoft Learn).
 */
export function runBatch(request: WebRequest): WebReply {
  const parts = readBatch(request.headers['content-type'], request.body);
  const { continueOnError } = readPreferences(request.headers['prefer']);
  const replies: ReplyPart[] = [];
  for (const part of parts) {
    const answer = part.kind === 'request' ? { reply: single(request, part) } : changeSet(request, part);
    replies.push(answer);
    const failed = 'reply' in answer && answer.reply.status >= 400 ? answer.reply : undefined;
    if (failed !== undefined && !continueOnError)
      return writeBatchReply(failed.status, replies, request.world.newId());
  }
  return writeBatchReply(200, replies, request.world.newId());
}

function single(batch: WebRequest, part: BatchRequest): WebReply {
  try {
    return run({ ...batch, ...requestOf(part, new Map()), contentIds: new Map() });
  } catch (error) {
    if (error instanceof WebApiError) return reply.error(error);
    throw error;
  }
}

/** Either the replies of all requests, or the one reply of the request that failed. */
function changeSet(batch: WebRequest, part: ChangeSet): ReplyPart {
  const { world, caller } = batch;
  const contentIds = new Map<string, string>();
  let failing: BatchRequest | undefined;
  try {
    const replies = commit(world, caller, (transaction) =>
      part.requests.map((request) => {
        failing = request;
        const answer = run({
          ...batch,
          ...requestOf(request, contentIds),
          contentIds,
          commit: (work) => work(transaction),
        });
        const id = request.headers['content-id'];
        const address = answer.headers['odata-entityid'];
        if (id !== undefined && address !== undefined)
          contentIds.set(id, address.slice(`${world.url}/api/data/v9.2/`.length));
        return { contentId: id, reply: answer };
      }),
    );
    return { replies };
  } catch (error) {
    if (!(error instanceof WebApiError)) throw error;
    const contentId = failing?.headers['content-id'];
    return { reply: reply.error(error), ...(contentId === undefined ? {} : { contentId }) };
  }
}

function requestOf(
  part: BatchRequest,
  contentIds: ReadonlyMap<string, string>,
): Pick<WebRequest, 'method' | 'path' | 'query' | 'headers' | 'body'> {
  const relative = part.url.replace(/^https?:\/\/[^/]+/i, '').replace(/^\/api\/data\/v\d+\.\d+\//i, '');
  const content = /^\/?\$(\d+)/.exec(relative);
  const known = content === null ? undefined : contentIds.get(content[1] ?? '');
  if (content !== null && known === undefined)
    throw refusals.badQuery(`The content id ${content[0]} is not known in this change set.`);
  const url = content === null || known === undefined ? relative : known + relative.slice(content[0].length);
  if (/^\/?\$batch/.test(url)) throw refusals.badQuery('A batch cannot hold a batch.');
  const question = url.indexOf('?');
  return {
    method: part.method,
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    headers: part.headers,
    body: part.body,
  };
}
