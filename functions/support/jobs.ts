import { jobProgress } from '../../shared/support/job-progress.ts';
import { runJob } from '../../shared/support/run-job.ts';
import type { Job } from '../../shared/ledger/support-ledger.ts';
import { mayDoEverywhere } from './access/may-do.ts';
import type { Person } from './access/person.ts';
import { limitOf } from './query-schema.ts';
import { RequestError } from './request-error.ts';
import { supportRoute } from './support-route.ts';
import { hiddenWords, ownWords } from './access/own-words.ts';

/** A call works on the job for so long before it answers. */
const budgetMs = 4_000;

/** Replays of lists, the newest first: `GET /api/support/jobs`. */
supportRoute('jobs', {
  methods: ['GET'],
  role: 'Support.Read',
  answer: async ({ sync, request: { query }, person }) => {
    const jobs = await sync.ledger.jobs('all', limitOf(query, 'limit', 200) ?? 20);
    return { jsonBody: { jobs: jobs.filter((job) => maySeeJob(person, job)) } };
  },
});

/** How far a job is: `GET /api/support/jobs/{id}`. `POST` works on it for a few seconds first, unless somebody does. */
supportRoute('jobs/{id}', {
  methods: ['GET', 'POST'],
  role: (method) => (method === 'GET' ? 'Support.Read' : 'Support.Replay'),
  answer: async ({ sync, request: { method, params }, person, settings }) => {
    const id = params['id'] ?? '';
    const job = await sync.ledger.job(id);
    if (job === undefined || !maySeeJob(person, job)) throw new RequestError(404, `There is no job ${id}.`);
    if (method === 'POST') await runJob(sync, job, budgetMs);
    const progress = await jobProgress(sync, id);
    if (progress === undefined) throw new RequestError(404, `There is no job ${id}.`);
    const words = ownWords(person, settings);
    const items = progress.items.map((item) =>
      item.why !== undefined && words.areHidden(item) ? { ...item, why: hiddenWords } : item,
    );
    return { jsonBody: { ...progress, items } };
  },
});

/** A list may name records of any legal entity: who has limits sees only the own ones. */
const maySeeJob = (person: Person, { by }: Job): boolean =>
  by === person.name || mayDoEverywhere(person, 'Support.Read');
