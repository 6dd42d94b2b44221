import { z } from 'zod';
import { frozenListHash } from '../../shared/support/frozen-list-hash.ts';
import { jobProgress } from '../../shared/support/job-progress.ts';
import { replayRecord } from '../../shared/support/replay-record.ts';
import { runJob } from '../../shared/support/run-job.ts';
import { startJob } from '../../shared/support/start-job.ts';
import { areas } from '../../shared/table-map/area.ts';
import { assertMay } from './access/assert-may.ts';
import { readBody } from './read-body.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';

const item = z.object({
  area: z.enum(areas),
  record: z.string().min(1),
  /** Only to be shown. */
  number: z.string().exactOptional(),
  /** Of the preview that the person saw: the record is skipped when something has moved since. */
  hash: z.string().exactOptional(),
  parents: z.array(z.string()).exactOptional(),
});

const body = z.union([
  z.object({ items: z.array(item).min(1).max(10_000), hash: z.string().exactOptional() }),
  item,
]);

/** A call works on the list for so long before it answers; timers and further calls go on. */
const budgetMs = 4_000;

/**
 * Replays open records: `POST /api/support/replay` with a frozen list, `{"items": [{"area", "record", "hash",
 * "parents"}], "hash"}`, which becomes a job (202 with its progress), or with one record, `{"area", "record"}` (202, or
 * 409 with the reason). Items of a list whose hash is not theirs are refused as a whole (409).
 */
supportRoute('replay', {
  methods: ['POST'],
  role: 'Support.Replay',
  answer: async ({ sync, request, person }) => {
    const asked = await readBody(request, body);
    const by = person.name;
    const records = 'items' in asked ? asked.items.map(({ record }) => record) : [asked.record];
    await assertMay(sync, person, 'Support.Replay', records);
    if (!('items' in asked)) {
      const replayed = await replayRecord(sync, asked, { by, token: sync.newId() });
      return replayed.step === 'sent'
        ? { status: 202, jsonBody: { outcome: 'sent' } }
        : {
            status: 409,
            jsonBody: { outcome: 'nothing-to-replay', because: replayed.outcome, why: replayed.why },
          };
    }
    if (asked.hash !== undefined && asked.hash !== frozenListHash(asked.items))
      throw new RequestError(409, 'The list is not the one that was previewed: preview it again.');
    const job = await startJob(sync, asked.items, by);
    await runJob(sync, job, budgetMs);
    return { status: 202, jsonBody: await jobProgress(sync, job.id) };
  },
});
