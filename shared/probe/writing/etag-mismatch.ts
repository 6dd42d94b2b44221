import { isJsonObject } from '../../odata/is-json-object.ts';
import { parseJson } from '../../odata/parse-json.ts';
import { financeRefusal } from '../finance-refusal.ts';
import { NotSettled } from '../not-settled.ts';
import type { Probe } from '../probe.ts';
import { testProject, testProjectPlan } from './test-project.ts';

/** Writes a row with the ETag that it had before another write. */
export const etagMismatch: Probe = {
  name: 'etag-mismatch',
  settles: ['etag-mismatch-status'],
  writes: ({ company, mark }) => [testProjectPlan(company, mark)],
  run: async (world) => {
    const { path } = await testProject(world);
    const row = parseJson((await world.finance('GET', path)).text);
    const etag = isJsonObject(row) ? row['@odata.etag'] : undefined;
    if (typeof etag !== 'string') throw new NotSettled('Finance gave the test project no ETag.');
    const first = await world.finance('PATCH', path, { body: { ProjectName: `${world.mark} first` } });
    if (first.status >= 300) throw new NotSettled(`Finance did not change the test project: ${first.text}`);
    const answer = await world.finance('PATCH', path, {
      body: { ProjectName: `${world.mark} second` },
      headers: { 'If-Match': etag },
    });
    const assumption = 'etag-mismatch-status';
    const refusal = financeRefusal(world, answer);
    if (refusal === undefined)
      return [
        {
          assumption,
          verdict: 'otherwise',
          why: 'Finance wrote the row all the same: it does not look at If-Match.',
        },
      ];
    const why = `Status ${String(answer.status)}: ${refusal.text}`;
    return [{ assumption, verdict: refusal.kind === 'conflict' ? 'as-assumed' : 'otherwise', why }];
  },
};
