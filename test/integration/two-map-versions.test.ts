import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { bind, dataverseUser, type DataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { until } from '../../infra/local/story/stage.ts';
import type { RecordState, TimelineRow } from '../../shared/ledger/ledger.ts';
import { syncSubscription } from '../../shared/messaging/topics.ts';
import type { Preview } from '../../shared/support/preview.ts';

const root = new URL('../../', import.meta.url);
const functions = fileURLToPath(new URL('functions/index.ts', root));
const projects = [1, 2];

let folder: string;
let environment: Environment;
let june: DataverseUser;
let ids: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'older-'));
  environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'service-bus',
    entry: await olderVersion(),
    // What finds lost changes would only bring more of them.
    settings: { RECONCILE_SCHEDULE: '0 0 0 1 1 *', RETRY_SECONDS: '0.3,0.6' },
  });
  june = dataverseUser(environment.dataverse.url, 'June Low');
}, 60_000);
afterAll(async () => {
  await environment.stop();
  await rm(folder, { recursive: true });
});

/** The app as it was before "Projects V2" named a project by its subject. @returns its main module. */
async function olderVersion(): Promise<string> {
  await cp(new URL('functions/', root), `${folder}/functions`, { recursive: true });
  await Promise.all(
    ['shared', 'scripts', 'package.json', 'node_modules'].map((name) =>
      symlink(fileURLToPath(new URL(name, root)), `${folder}/${name}`),
    ),
  );
  const file = `${folder}/functions/setup-configuration/projects-v2.map.ts`;
  const newer = await readFile(file, 'utf8');
  const older = newer
    .replace("version: '1.0.0.3'", "version: '1.0.0.2'")
    .replace("toFinance('msdyn_subject', 'ProjectName'", "toFinance('msdyn_description', 'ProjectName'")
    .replace("toFinance('msdyn_description', 'Description'", "toFinance('msdyn_subject', 'Description'");
  expect(older.split('\n').filter((line, at) => line !== newer.split('\n')[at])).toHaveLength(3);
  await writeFile(file, older);
  return `${folder}/functions/index.ts`;
}

const change = async (text: string): Promise<void> => {
  for (const id of ids) await june.update('msdyn_project', id, { msdyn_subject: text });
};
const names = (): unknown[] => environment.finance.rows('ProjectsV2').map((row) => row['ProjectName']);
const allAre = (name: string): boolean =>
  names().length === projects.length && names().every((each) => each === name);

async function becomesTrue(holds: () => boolean | Promise<boolean>): Promise<void> {
  expect(await until(60_000, async () => ((await holds()) ? true : undefined))).toBe(true);
}

async function record(
  id: string,
): Promise<{ readonly state: RecordState; readonly timeline: readonly TimelineRow[] }> {
  const name = encodeURIComponent(`Projects V2|${id}`);
  const answer = await fetch(
    `${environment.functionsUrl()}/api/support/record?record=${name}&code=${environment.functionKey}`,
  );
  return (await answer.json()) as { state: RecordState; timeline: TimelineRow[] };
}
/** What the host that answers makes of a record. */
async function preview(id: string): Promise<Preview> {
  const answer = await fetch(
    `${environment.functionsUrl()}/api/support/preview?code=${environment.functionKey}`,
    { method: 'POST', body: JSON.stringify({ records: [`Projects V2|${id}`] }) },
  );
  const { items } = (await answer.json()) as { items: readonly [Preview] };
  return items[0];
}
const states = (): Promise<RecordState[]> => Promise.all(ids.map(async (id) => (await record(id)).state));
const areGivenBack = async (): Promise<boolean> =>
  (await states()).every(({ outcome, failure }) => outcome === 'retrying' && failure?.cause === 'map-newer');
const areSettled = async (): Promise<boolean> =>
  (await states()).every(({ outcome }) => outcome === 'applied' || outcome === 'unchanged');
const deadLetters = (): number =>
  environment.broker.counts('changes-setup-configuration', syncSubscription).deadLetter;

it('F66: an instance with the older version of a map gives back what the newer one has worked on, until that version is taken back', async () => {
  const company = bind('cdm_companies', await june.find('cdm_company', 'cdm_companycode', 'usmf'));
  ids = await Promise.all(
    projects.map((number) =>
      june.create('msdyn_project', {
        msdyn_projectnumber: `P-${String(number)}`,
        msdyn_subject: 'Subject',
        msdyn_description: 'Description',
        msdyn_owningcompany: company,
      }),
    ),
  );
  await becomesTrue(() => allAre('Description'));

  // The roll-out begins: both run, and whoever comes first takes a change.
  let newer = await environment.addHost({}, functions);
  let turns = 0;
  await becomesTrue(async () => {
    await change(`Both ${String(++turns)}`);
    await becomesTrue(areSettled);
    return (await states()).every(({ mapVersion }) => mapVersion === '1.0.0.3');
  });
  await change('New');
  await becomesTrue(() => allAre('New'));
  await becomesTrue(areSettled);

  // Only the older one is left for a while.
  await newer.stop();
  await change('Later');
  await becomesTrue(areGivenBack);
  expect(names()).toEqual(projects.map(() => 'New'));
  expect((await states())[0]?.failure?.message).toBe(
    'Version 1.0.0.3 of the map "Projects V2" has worked on this record; this instance has version 1.0.0.2 and leaves it alone.',
  );
  const previewed = await preview(ids[0] ?? '');
  expect(previewed.verdict).toBe('unreachable');
  expect(previewed.why).toMatch(
    /^Version 1\.0\.0\.3 of the map .* leaves it alone\. Nothing during a deployment/u,
  );
  expect(previewed.fields.map(({ counterpartValue }) => counterpartValue)).toContain('New');
  newer = await environment.addHost({}, functions);
  await becomesTrue(() => allAre('Later'));
  await becomesTrue(areSettled);

  // The deployment is taken back for good.
  await newer.stop();
  await change('Last');
  await becomesTrue(areGivenBack);
  const answer = await fetch(
    `${environment.functionsUrl()}/api/support/distrust?code=${environment.functionKey}`,
    { method: 'POST', body: JSON.stringify({ reason: 'back to the older maps' }) },
  );
  expect(answer.status).toBe(200);
  await becomesTrue(() => allAre('Description'));
  await becomesTrue(areSettled);
  expect(environment.finance.rows('ProjectsV2').map((row) => row['Description'])).toEqual(
    projects.map(() => 'Last'),
  );
  expect(deadLetters()).toBe(0);
}, 120_000);
