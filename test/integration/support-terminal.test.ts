import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { bind, dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../infra/local/story/master-data.ts';
import { until } from '../../infra/local/story/stage.ts';

const script = fileURLToPath(new URL('../../scripts/support.ts', import.meta.url));
const run = promisify(execFile);

let environment: Environment;
let folder: string;
/** Ids of the tasks without a name, by number. */
const tasks = new Map<string, string>();
beforeAll(async () => {
  [environment, folder] = await Promise.all([
    startEnvironment({
      financeEvents: 'off',
      writeBack: 'standard',
      dataverseEndpoint: 'webhook',
      // Reconciliation would bring over what nobody was told of, at the next full minute.
      settings: { RECONCILE_SCHEDULE: '0 0 0 1 1 *' },
    }),
    mkdtemp(join(tmpdir(), 'support-')),
  ]);
  const june = dataverseUser(environment.dataverse.url, 'June Low');
  const master = await masterData(june);
  const project = await june.create('msdyn_project', {
    msdyn_projectnumber: 'P-1',
    msdyn_subject: 'Bridge',
    msdyn_customer: master.customer.usmf,
    msdyn_owningcompany: master.company.usmf,
  });
  const task = (number: string): Promise<string> =>
    june.create('msdyn_projecttask', {
      msdyn_activitynumber: number,
      msdyn_outlinelevel: 1,
      msdyn_displaysequence: 1,
      msdyn_project: bind('msdyn_projects', project),
    });
  for (const number of ['A-1', 'A-2']) tasks.set(number, await task(number));
  // Refused, and their dead letters taken in by a timer.
  const listed = await until(60_000, async () => {
    const answer = await fetch(
      `${environment.functionsUrl()}/api/support/open?code=${environment.functionKey}`,
    );
    const open = (await answer.json()) as readonly { readonly deadLetter?: unknown }[];
    return open.filter(({ deadLetter }) => deadLetter !== undefined).length === 2 ? true : undefined;
  });
  expect(listed).toBe(true);
}, 90_000);
afterAll(async () => {
  await environment.stop();
  await rm(folder, { recursive: true });
});

/** What a person sees who types a command; blanks and frames of tables are one blank. */
async function support(...typed: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [script, ...typed], {
    cwd: folder,
    env: {
      ...process.env,
      COLUMNS: '400',
      SUPPORT_URL: environment.functionsUrl(),
      SUPPORT_KEY: environment.functionKey,
    },
  });
  return stdout.replaceAll(/[\s│─┼├┤┌┐└┘┬┴]+/g, ' ');
}

describe('a support person at the terminal', { timeout: 90_000 }, () => {
  it('lists by cause and shows a record, with what is the matter, what to do and what a replay would come to', async () => {
    const list = await support('list');
    expect(list).toContain('2 records are open, for 1 reason:');
    expect(list).toContain('A field that the other system needs is empty.');
    expect(list).toContain('Column: TaskName');
    expect(list).toContain('Fill in the field in the source, then replay.');

    const shown = await support('show', 'A-1');
    expect(shown).toContain('Project tasks P-1 A-1 in usmf State: rejected since');
    expect(shown).toContain('Column: TaskName');
    expect(shown).toContain('If it were replayed now: would be refused.');
    expect(shown).toContain('msdyn_subject (empty) TaskName (empty)');
    expect(shown).toContain('What happened, the newest first:');
  });

  it('previews and keeps the list, and does not replay what would be refused again', async () => {
    const preview = await support('preview', 'A-1', 'A-2');
    expect(preview).toContain('2 records: 2 would be refused.');
    const kept = /npm run support -- replay ([0-9a-f]{8})/.exec(preview)?.[1] ?? '';
    const replayed = await support('replay', kept, '--as', 'Zoë');
    expect(replayed).toContain('Nothing was replayed.');
    expect(environment.finance.rows('ProjectTasks')).toEqual([]);
  });

  it('discards what is not needed, with a reason, and gets answers for machines with --json', async () => {
    expect(await support('discard', 'A-2', '--reason', 'made by mistake', '--as', 'Zoë')).toContain(
      ': discarded',
    );
    expect(JSON.parse(await support('list', '--json'))).toMatchObject({ total: 1 });
    expect(await support('show', 'P-1 A-2')).toContain('State: discarded, discarded by Zoë: made by mistake');
    expect(await support('audit', '--record', 'P-1 A-2')).toContain('Zoë discard: made by mistake');
  });

  it('takes a record from the list to its row in four commands, when the cure has sent no event of its own', async () => {
    const switchEvents = (drop: boolean) =>
      fetch(`${environment.dataverse.url}/sandbox/events`, {
        method: 'POST',
        body: JSON.stringify({ drop }),
      });
    expect(await support('list')).toContain('A field that the other system needs is empty.');
    expect(await support('show', 'A-1')).toContain('Column: TaskName');
    // The notification of the cure is lost, or the record would go on by itself.
    await switchEvents(true);
    await dataverseUser(environment.dataverse.url, 'June Low').update(
      'msdyn_projecttask',
      tasks.get('A-1') ?? '',
      {
        msdyn_subject: 'Piers',
      },
    );
    const preview = await support('preview', 'A-1', '--as', 'Zoë');
    await switchEvents(false);
    expect(preview).toContain('Project tasks P-1 A-1 in usmf: safe to replay.');
    expect(environment.finance.rows('ProjectTasks')).toEqual([]);
    const kept = /npm run support -- replay ([0-9a-f]{8})/.exec(preview)?.[1] ?? '';
    expect(await support('replay', kept, '--as', 'Zoë')).toMatch(
      /Replay \w+ is finished: 1 record\. 1 written/,
    );
    expect(environment.finance.rows('ProjectTasks')).toMatchObject([{ TaskName: 'Piers' }]);
    expect(await support('list')).toContain('Nothing is open.');
    expect(await support('audit', '--record', 'P-1 A-1')).toContain('Zoë replay');
  });

  it('pauses a map with a reason, sees what waits for that, and lets it go on', async () => {
    const place = ['--map', 'Project resource roles for all companies', '--company', 'USMF'];
    const paused = await support('pause', ...place, '--reason', 'the books are closed', '--as', 'Zoë');
    expect(paused).toContain('The map "Project resource roles for all companies" in usmf: paused.');
    expect(await support('pause', ...place, '--reason', 'again')).toContain('is paused already');
    const seen = await support('pauses');
    expect(seen).toContain('in usmf the books are closed 0 Zoë,');
    expect(await support('resume', ...place, '--as', 'June')).toContain('in usmf: goes on.');
    expect(await support('resume', ...place)).toContain('in usmf: was not paused');
    expect(await support('pauses')).toContain('Nothing is paused');
    const audit = await support('audit', '--by', 'June');
    expect(audit).toContain('June resume: was paused by Zoë: the books are closed The map "Project resource');
  });

  it('reads in plain words what was typed wrong, and why there is no answer', async () => {
    const failed = (...typed: readonly string[]) =>
      support(...typed).then(
        () => ({ code: 0, stderr: '' }),
        (error: unknown) => error as { readonly code: number; readonly stderr: string },
      );
    expect(await failed('replay')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('replay what?') as string,
    });
    expect(await failed('show', 'P-999')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing is known of "P-999"') as string,
    });
    expect(await failed('list', '--older-than', 'long')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('olderThan: must be an age such as 30m, 2h or 3d') as string,
    });
    expect(await failed('pause', '--map', 'Projects V3', '--reason', 'books')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('map: there is no table map "Projects V3"') as string,
    });
    expect(await failed('pause', '--company', 'zzzz', '--reason', 'books')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('company: "zzzz" is none of') as string,
    });
    expect(await failed('pause', '--reason', 'books')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('name a map, a company or a direction') as string,
    });
    expect(await failed('list', '--key', 'wrong')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The key is not accepted') as string,
    });
    expect(await failed('list', '--url', 'http://127.0.0.1:9')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not answer') as string,
    });
  });
});

describe('the replay of a list over HTTP', () => {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    fetch(`${environment.functionsUrl()}/api/support/${path}`, {
      method,
      headers: { 'x-functions-key': environment.functionKey, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('is refused as a whole where the list is not the one that its hash was taken of', async () => {
    const items = [{ area: 'setup-configuration', record: 'Project tasks|x' }];
    const answer = await call('POST', 'replay', { items, hash: 'of another list' });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { error: 'The list is not the one that was previewed: preview it again.' },
    ]);
  });

  it('records who calls as the platform’s sign-in names them', async () => {
    const items = [{ area: 'setup-configuration', record: 'Project tasks|x' }];
    const headers = { 'x-ms-client-principal-name': 'june@contoso.com', 'x-support-user': 'somebody' };
    const answer = await call('POST', 'replay', { items }, headers);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({
      job: { by: 'june@contoso.com', total: 1 },
      results: { settled: 1 },
    });
  });

  it('names each part of a call that is not as it must be', async () => {
    const answer = await call('POST', 'discard', { records: ['x'], reason: '', until: 'soon' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/reason: .*; until: /);
    expect((await call('GET', 'jobs/none')).status).toBe(404);
  });
});
