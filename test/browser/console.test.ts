import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { masterData } from '../../infra/local/story/master-data.ts';
import { checkSignIn } from '../../shared/doctor/check-sign-in.ts';
import type { Overview } from '../../shared/support/overview.ts';
import { openConsoleWorld, principalHeaders, type ConsoleWorld } from './console-world.ts';
import { scrollFrames, scrollWords } from './scroll-frames.ts';
import { seedOpen } from './seed-open.ts';
import { seriousFindings } from './serious-findings.ts';

const tasksNamed = ({ environment }: ConsoleWorld, name: string) =>
  environment.finance.rows('ProjectTasks').filter((row) => row['TaskName'] === name);

/** A page of a person, with what its console complains of. */
async function open(context: BrowserContext, address: string): Promise<Page & { complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.goto(address);
  return Object.assign(page, { complaints });
}

describe('the support console on the local environment', { timeout: 150_000 }, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await openConsoleWorld();
  });
  afterAll(() => world.stop());

  it('takes a person from an empty system through a failing record to its replay, without a serious finding on any page', async () => {
    const page = await open(await world.person(), world.home);
    await page.getByText('Nothing needs attention').waitFor();
    expect(await page.getByText('Local environment: signed in as').count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);

    const task = await world.refusedTask('A-1');
    await page.reload();
    await page.getByText('A field that the other system needs is empty.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Project tasks P-1 A-1 in usmf' }).click();
    await page.getByRole('heading', { name: 'Project tasks P-1 A-1 in usmf' }).waitFor();
    expect(await page.getByText('There is no row in Finance yet.').count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);

    await world.cureSilently(task, 'By the console');
    await page.getByRole('button', { name: 'Preview and replay' }).click();
    await page.getByText('1 record: 1 safe to replay').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(tasksNamed(world, 'By the console')).toHaveLength(0);
    await page.getByRole('button', { name: 'Replay 1 record' }).click();
    await page.getByText('Finished: 1 written').waitFor({ timeout: 30_000 });
    expect(tasksNamed(world, 'By the console')).toHaveLength(1);
    expect(await seriousFindings(page)).toEqual([]);

    for (const [name, text] of [
      ['Overview', 'is called as usual'],
      ['Replays', '(local)'],
      ['Maps', 'Project tasks'],
      ['Audit', 'replay'],
    ] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('main').getByText(text).first().waitFor();
      expect(await seriousFindings(page), name).toEqual([]);
    }
    await page.goto(`${world.home}maps/Project%20tasks`);
    await page.getByText('msdyn_subject').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // The page's own policy refused nothing of what the console does.
    expect(page.complaints).toEqual([]);
  });

  it('compares a settled record now, writes what somebody changed by hand, and leads into both systems', async () => {
    const task = await world.refusedTask('A-2');
    await world.cureSilently(task, 'From Dataverse');
    const record = `Project tasks|${task}`;
    const page = await open(await world.person(), `${world.home}record?name=${encodeURIComponent(record)}`);
    expect(await page.getByRole('button', { name: 'Sync now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Preview and replay' }).click();
    await page.getByRole('button', { name: 'Replay 1 record' }).click();
    await page.getByText('Finished: 1 written').waitFor({ timeout: 30_000 });
    const [row] = tasksNamed(world, 'From Dataverse');
    const { dataAreaId, ProjectId, TaskId } = row ?? {};
    await fetch(`${world.environment.finance.url}/sandbox/rows/ProjectTasks`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([{ dataAreaId, ProjectId, TaskId, TaskName: 'Changed by hand' }]),
    });
    expect(tasksNamed(world, 'Changed by hand')).toHaveLength(1);

    await page.goto(`${world.home}record?name=${encodeURIComponent(record)}`);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('On its way: what differs is written').waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'sync now' })
      .filter({ hasText: 'applied' })
      .waitFor({ timeout: 30_000 });
    expect(tasksNamed(world, 'From Dataverse')).toHaveLength(1);
    expect(await seriousFindings(page)).toEqual([]);
    const linkTo = (name: string) => page.getByRole('link', { name }).getAttribute('href');
    expect(await linkTo('Open in Dataverse')).toBe(
      `${world.environment.dataverse.url}/main.aspx?etn=msdyn_projecttask&pagetype=entityrecord&id=%7B${task}%7D`,
    );
    expect(await linkTo('Open Finance in usmf')).toBe(`${world.environment.finance.url}/?cmp=usmf`);
    await page.goto(`${world.home}audit?record=${encodeURIComponent(record)}`);
    await page.getByRole('cell', { name: 'sync-now' }).waitFor();
  });

  it('shows in the overview what crossed in the last hour and when, and the last day as a chart', async () => {
    const page = await open(await world.person(), `${world.home}overview`);
    const tasks = page.getByRole('row').filter({ hasText: 'Project tasks' });
    // Counts are written down from time to time.
    await tasks.filter({ hasText: /ago|now/ }).waitFor({ timeout: 30_000 });
    const cells = await tasks.getByRole('cell').allTextContents();
    expect(Number(cells.at(-1))).toBeGreaterThan(0);
    await page
      .getByText(/^Lag: how long the oldest record was on its way\. Most: (none|\d.*, at \d\d:\d\d)$/)
      .waitFor();
    const spoken = page.getByRole('table', { name: 'Changes that ended, hour by hour' });
    expect(await spoken.getByRole('row').count()).toBe(24);
    // In this hour, or in the one before where it has just begun.
    const latest = (await spoken.getByRole('row').allTextContents()).slice(-2).join('\n');
    expect(latest).toMatch(/[1-9]\d*, [1-9]\d* of them rejected/);
    expect(await seriousFindings(page)).toEqual([]);
    // A narrow window scrolls tables sideways, and not the page.
    await page.setViewportSize({ width: 360, height: 740 });
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollWidth'), { timeout: 10_000 })
      .toBe(360);
  });

  it('says what to do about a record that is not known, and about an address that is none', async () => {
    const page = await open(await world.person(), `${world.home}record?name=P-none`);
    await page.getByText('Nothing is known of "P-none"').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Record P-none' }).waitFor();
    await page.goto(`${world.home}record`);
    await page.getByRole('heading', { level: 1, name: 'Find a record' }).waitFor();
    await page.goto(`${world.home}jobs/none`);
    await page.getByRole('heading', { level: 1, name: 'Replay none' }).waitFor();
    await page.getByRole('alert').waitFor();
    await page.goto(`${world.home}nowhere`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await page.getByRole('link', { name: 'See what needs attention' }).count()).toBe(1);
  });

  it('says that a system cannot be asked, and not that it has no row', async () => {
    const task = await world.refusedTask('A-3');
    const mode = (text: string) =>
      fetch(`${world.environment.finance.url}/sandbox/mode`, { method: 'POST', body: text });
    await mode('{"mode":"down"}');
    const page = await open(
      await world.person(),
      `${world.home}record?name=${encodeURIComponent(`Project tasks|${task}`)}`,
    );
    await page.getByText('Finance could not be asked just now').waitFor();
    await page.getByText('What Finance has could not be read').waitFor();
    expect(await page.getByText('There is no row in Finance yet.').count()).toBe(0);
    await mode('{"mode":"normal"}');
  });

  it('asks for each thing of the first page once, and lets a browser keep the files', async () => {
    const page = await (await world.person()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url().slice(world.home.length)));
    await page.goto(`${world.home}?company=usmf`);
    await page.getByText(/the oldest first|Nothing matches/).waitFor();
    expect(asked.filter((path) => path.startsWith('api/')).sort()).toEqual([
      'api/groups?company=usmf&first=30',
      'api/me',
    ]);
    const script = asked.find((path) => path.endsWith('.js')) ?? '';
    const answer = await fetch(world.home + script, { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect((await answer.text()).length).toBeGreaterThan(100_000);
  });

  it('says on the page of a map, and in the list of maps, that it is paused', async () => {
    const page = await open(await world.person(), `${world.home}maps/Projects%20V2`);
    const main = page.getByRole('main');
    await main.getByText('running', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Pause this map' }).click();
    await page.getByLabel('Reason').fill('the books are closed');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause this map' }).click();
    await main.getByText('paused', { exact: true }).waitFor();
    await page.goto(`${world.home}maps`);
    const row = page
      .getByRole('table', { name: 'Table maps' })
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'Projects V2', exact: true }) });
    await row.getByText('paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
    await row.getByText('running', { exact: true }).waitFor();
  });

  it('believes no principal header that somebody forges where the platform’s sign-in is not switched on', async () => {
    const host = await world.environment.addHost({ SUPPORT_SIGN_IN: 'platform' });
    const home = `${host.url}/api/support/console/`;
    const forged = principalHeaders('eve@contoso.com', ['Support.Admin']);
    const answer = await fetch(`${home}api/groups`, { headers: forged });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      error: expect.stringContaining('App Service authentication is not switched on') as string,
    });
    const page = await open(await world.person('eve@contoso.com', ['Support.Admin']), home);
    expect(await page.getByText('App Service authentication is not switched on').count()).toBe(1);
    const writing = await fetch(`${home}api/pause`, {
      method: 'POST',
      headers: { ...forged, 'Sec-Fetch-Site': 'same-origin' },
      body: JSON.stringify({ map: 'Projects V2', reason: 'because' }),
    });
    expect(writing.status).toBe(401);
    expect(await checkSignIn(host.url, 30_000)).toEqual([expect.objectContaining({ state: 'ok' })]);
    const byKey = await fetch(`${host.url}/api/support/groups?code=${world.environment.functionKey}`);
    expect(byKey.status).toBe(200);
  });
});

describe('the support console behind the platform’s sign-in', { timeout: 150_000 }, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await openConsoleWorld({
      SUPPORT_SIGN_IN: 'platform',
      WEBSITE_AUTH_ENABLED: 'True',
      SUPPORT_HIDE: 'msdyn_activitynumber',
      SUPPORT_SECOND_PERSON: 'on',
      SUPPORT_ROLES: JSON.stringify([
        { role: 'Support.Read', is: 'Support.Read' },
        { role: 'Support.Replay', is: 'Support.Replay' },
        { role: 'Support.Admin', is: 'Support.Admin' },
        { role: 'Support.Replay.France', is: 'Support.Replay', companies: ['frrt'] },
        { role: 'Support.Read.Setup', is: 'Support.Read', areas: ['setup-configuration'] },
      ]),
    });
  });
  afterAll(() => world.stop());
  const api = (path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(`${world.home}api/${path}`, {
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' };

  it('sends who is not signed in to sign in, and answers 401 and 403 to calls without a person or a role', async () => {
    const sent = await fetch(`${world.home}overview?x=1`, { redirect: 'manual' });
    expect(sent.status).toBe(302);
    expect(sent.headers.get('location')).toBe(
      '/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fsupport%2Fconsole%2Foverview%3Fx%3D1',
    );
    expect((await api('groups', {})).status).toBe(401);
    expect((await api('groups', { 'x-ms-client-principal': 'bm90IEpTT04=' })).status).toBe(401);
    const stranger = await api('groups', principalHeaders('eve@contoso.com', ['Other.Role']));
    expect(stranger.status).toBe(403);
    expect(await stranger.json()).toEqual({
      error: expect.stringContaining('eve@contoso.com has no role here') as string,
    });
  });

  it('is told by the doctor where nothing removes forged principals, as here, whatever roles there are', async () => {
    const app = new URL('/', world.home).href;
    expect(await checkSignIn(app, 30_000)).toEqual([
      expect.objectContaining({ about: 'sign-in', state: 'wrong' }),
    ]);
  });

  it('lets a reader look and not replay, hides what the setting names, and takes no write from another site', async () => {
    const task = await world.refusedTask('B-1');
    const record = `Project tasks|${task}`;
    const rita = await world.person('rita@contoso.com', ['Support.Read']);
    const page = await open(rita, `${world.home}record?name=${encodeURIComponent(record)}`);
    await page.getByRole('button', { name: 'Preview a replay' }).waitFor();
    expect(await page.getByRole('button', { name: 'Discard' }).count()).toBe(0);
    expect(await page.getByRole('cell', { name: '•••' }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('cell', { name: 'B-1', exact: true }).count()).toBe(0);

    const discard = { records: [record], reason: 'not needed' };
    const reader = principalHeaders('rita@contoso.com', ['Support.Read']);
    expect((await api('discard', { ...reader, ...sameOrigin }, discard)).status).toBe(403);
    const france = principalHeaders('fred@contoso.com', ['Support.Replay.France']);
    expect((await api('discard', { ...france, ...sameOrigin }, discard)).status).toBe(403);
    expect(await (await api('records', france)).json()).toMatchObject({ total: 0 });
    const anna = principalHeaders('anna@contoso.com', ['Support.Replay']);
    expect((await api('discard', { ...anna, 'Sec-Fetch-Site': 'cross-site' }, discard)).status).toBe(403);
    expect((await api('discard', { ...anna, Origin: 'https://evil.example' }, discard)).status).toBe(403);
    expect(await (await api('records', anna)).json()).toMatchObject({ total: 1 });
    // Finance's own words may repeat values of rows: a reader has ours instead, wherever a failure is told.
    const told = async (who: Record<string, string>): Promise<string> => {
      const named = encodeURIComponent(record);
      const paths = ['records', 'groups', 'open', `show?name=${named}`, `record?record=${named}`];
      return (await Promise.all(paths.map(async (path) => (await api(path, who)).text()))).join();
    };
    expect(await told(anna)).toContain('must be filled in');
    expect(await told(reader)).not.toContain('must be filled in');
    expect(await told(reader)).toContain('A field that the other system needs is empty.');
    expect(await (await api('discard', { ...anna, ...sameOrigin }, discard)).json()).toMatchObject({
      results: [{ outcome: 'discarded' }],
    });
  });

  it('counts in the overview what a limited role may see, and says which counts cover more', async () => {
    const task = await world.refusedTask('B-1b');
    type Counted = Pick<Overview, 'isWider' | 'maps'>;
    const asks = async (role: string): Promise<Counted> =>
      (await (await api('overview', principalHeaders('x@contoso.com', [role]))).json()) as Counted;
    const [all, france, setup] = [
      await asks('Support.Read'),
      await asks('Support.Replay.France'),
      await asks('Support.Read.Setup'),
    ];
    const rejected = ({ maps }: Counted) => maps.reduce((sum, map) => sum + map.rejected, 0);
    expect([all, france, setup].map(rejected)).toEqual([1, 0, 1]);
    expect([all, france, setup].map(({ isWider }) => isWider)).toEqual([false, true, false]);
    expect(france.maps).toHaveLength(all.maps.length);
    expect(new Set(setup.maps.map(({ area }) => area))).toEqual(new Set(['setup-configuration']));
    const page = await open(
      await world.person('fred@contoso.com', ['Support.Replay.France']),
      `${world.home}overview`,
    );
    await page.getByText('Your role is limited to some legal entities.').waitFor();
    const anna = { ...principalHeaders('anna@contoso.com', ['Support.Replay']), ...sameOrigin };
    await api('discard', anna, { records: [`Project tasks|${task}`], reason: 'only counted' });
  });

  it('writes once when two people replay the same message, and tells each what came of it', async () => {
    const task = await world.refusedTask('B-2');
    await world.cureSilently(task, 'Once only');
    const address = `${world.home}replay?record=${encodeURIComponent(`Project tasks|${task}`)}`;
    const pages = await Promise.all(
      ['anna@contoso.com', 'bert@contoso.com'].map(async (name) =>
        open(await world.person(name, ['Support.Replay']), address),
      ),
    );
    for (const page of pages) await page.getByRole('button', { name: 'Replay 1 record' }).waitFor();
    await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Replay 1 record' }).click()));
    const told = await Promise.all(
      pages.map((page) => page.getByText('Finished: ').textContent({ timeout: 60_000 })),
    );
    expect(told.filter((text) => text === 'Finished: 1 written')).toHaveLength(1);
    expect(told.find((text) => text !== 'Finished: 1 written')).toMatch(
      /somebody else is replaying it|something changed since the preview|nothing was left to do/,
    );
    expect(tasksNamed(world, 'Once only')).toHaveLength(1);
    const { rows } = (await (
      await api(
        `audit?record=${encodeURIComponent(`Project tasks|${task}`)}`,
        principalHeaders('anna@contoso.com', ['Support.Replay']),
      )
    ).json()) as { readonly rows: readonly { readonly action: string }[] };
    expect(rows.filter(({ action }) => action === 'replay')).toHaveLength(1);
  });

  it('lists 10,000 open records, draws few of them, filters them, and replays one group', async () => {
    const task = await world.refusedTask('B-3');
    await world.cureSilently(task, 'One of many');
    await seedOpen(world, 10_000);
    const anna = await world.person('anna@contoso.com', ['Support.Replay']);
    const page = await open(anna, world.home);
    await page.getByText('10,001 records, the oldest first').waitFor();
    const list = page.getByRole('table', { name: 'Open records' });
    await list.getByRole('row').first().waitFor();
    expect(await list.getByRole('row').count()).toBeLessThan(60);
    await list.hover();
    await page.mouse.wheel(0, 9_000);
    await list.getByRole('link', { name: 'Expenses EXP-190 in usmf' }).waitFor();
    // How smoothly is told and not judged: it is the machine's.
    process.stdout.write(`Scrolling 10,000 open records: ${scrollWords(await scrollFrames(page, 20))}.\n`);
    expect(await list.getByRole('row').count()).toBeLessThan(60);

    await page.getByLabel('Area').selectOption('vendor-invoice');
    await page.getByText('1,000 records, the oldest first').waitFor();
    expect(page.url()).toContain('area=vendor-invoice');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page
      .getByRole('region', { name: 'mandatory-field-empty' })
      .getByRole('link', { name: 'Preview and replay' })
      .click();
    await page.getByRole('button', { name: 'Replay 1 record' }).click({ timeout: 60_000 });
    await page.getByText('Finished: 1 written').waitFor({ timeout: 30_000 });
    expect(tasksNamed(world, 'One of many')).toHaveLength(1);
  });

  it('discards a transactional record when a second person says so, and not before', async () => {
    const record = 'Expenses|EXP-7|usmf';
    const discard = async (name: string): Promise<string | undefined> => {
      const answer = await api(
        'discard',
        { ...principalHeaders(name, ['Support.Replay']), ...sameOrigin },
        { records: [record], reason: 'entered twice' },
      );
      const { results } = (await answer.json()) as { readonly results: readonly { outcome: string }[] };
      return results[0]?.outcome;
    };
    expect(await discard('anna@contoso.com')).toBe('asked');
    expect(await discard('anna@contoso.com')).toBe('asked');
    const bert = await open(
      await world.person('bert@contoso.com', ['Support.Replay']),
      `${world.home}record?name=${encodeURIComponent(record)}`,
    );
    await bert.getByText('by anna@contoso.com').waitFor();
    await bert.getByRole('button', { name: 'Confirm the discard' }).click();
    const dialog = bert.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Confirm the discard' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('seen in the books');
    expect(await seriousFindings(bert)).toEqual([]);
    await dialog.getByRole('button', { name: 'Confirm the discard' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const anna = principalHeaders('anna@contoso.com', ['Support.Replay']);
    expect(await (await api('records?map=Expenses&limit=1', anna)).json()).toMatchObject({ total: 9_999 });
    expect(await (await api(`audit?record=${encodeURIComponent(record)}`, anna)).json()).toMatchObject({
      rows: [
        {
          action: 'discard',
          by: 'bert@contoso.com',
          reason: 'seen in the books (asked by anna@contoso.com: entered twice)',
        },
        { action: 'ask-discard', by: 'anna@contoso.com' },
      ],
    });
    const byKey = await fetch(
      `${world.environment.functionsUrl()}/api/support/discard?code=${world.environment.functionKey}`,
      {
        method: 'POST',
        body: JSON.stringify({ records: ['Expenses|EXP-8|usmf'], reason: 'entered twice' }),
      },
    );
    expect(byKey.status).toBe(403);
  });

  it('lets rows from before go-live cross when a second administrator confirms them on the page, and not before', async () => {
    const { dataverse, finance } = world.environment;
    const master = await masterData(dataverseUser(dataverse.url, 'June Low'));
    const [project] = dataverse.rows('msdyn_project');
    const actual = await dataverseUser(dataverse.url, 'system').create(
      'msdyn_actual',
      actualRow(master, {
        type: 'cost',
        company: 'usmf',
        project: String(project?.['msdyn_projectid']),
        date: '2025-12-15',
        hours: 2,
        price: 62.5,
        billing: 'chargeable',
        text: 'Before go-live',
      }),
    );
    const staged = () =>
      finance.rows('ProjActualsImports').filter((row) => row['ActualId'] === actual).length;
    const role = ['Support.Admin'];
    const started = await api(
      'sync/initial',
      { ...principalHeaders('anna@contoso.com', role), ...sameOrigin },
      {
        map: 'Project Operations integration actuals',
        company: 'usmf',
        from: '2025-12-01',
        to: '2025-12-31',
      },
    );
    const { run } = (await started.json()) as { readonly run: { readonly id: string } };
    const shownTo = async (role: string): Promise<unknown> =>
      (await api(`sync-runs/${run.id}?preview=yes`, principalHeaders('x@contoso.com', [role]))).json();
    expect(await shownTo('Support.Read')).toMatchObject({
      units: [{ company: 'usmf' }],
      preview: [{ company: 'usmf' }],
    });
    expect(await shownTo('Support.Replay.France')).toMatchObject({ units: [], preview: [] });
    const anna = await open(await world.person('anna@contoso.com', role), `${world.home}runs/${run.id}`);
    await anna.getByText('You asked for it: another administrator must confirm it.').waitFor();
    const bert = await open(await world.person('bert@contoso.com', role), `${world.home}runs`);
    await bert.getByRole('row').filter({ hasText: 'to confirm' }).getByRole('link', { name: run.id }).click();
    await bert.getByRole('cell', { name: 'msdyn_amount 125' }).waitFor();
    expect(await seriousFindings(bert)).toEqual([]);
    expect(staged()).toBe(0);
    await bert.getByRole('button', { name: 'Confirm: let these rows cross' }).click();
    await bert.getByText('confirmed by bert@contoso.com').waitFor();
    await bert.getByRole('cell', { name: /1 applied/ }).waitFor({ timeout: 30_000 });
    expect(staged()).toBe(1);
    await bert.goto(`${world.home}record?name=${actual}`);
    await bert.getByText('staged', { exact: true }).waitFor();
  });

  it('keeps owner, ticket and comment on a cause, for everybody, and in the audit', async () => {
    const anna = await open(
      await world.person('anna@contoso.com', ['Support.Replay']),
      `${world.home}?area=vendor-invoice`,
    );
    const group = anna.getByRole('region', { name: 'code 3' });
    await group.getByRole('button', { name: 'Owner, ticket, comment' }).click();
    await anna.getByLabel('Owner').fill('Bert');
    await anna.getByLabel('Ticket').fill('INC-4711');
    await anna.getByLabel('Comment').fill('rates are being loaded');
    await anna.getByRole('button', { name: 'Save' }).click();
    await group.getByText('INC-4711').waitFor();
    const rita = await open(
      await world.person('rita@contoso.com', ['Support.Read']),
      `${world.home}?cause=code%203`,
    );
    await rita.getByText('rates are being loaded').waitFor();
    expect(await rita.getByRole('button', { name: 'Owner, ticket, comment' }).count()).toBe(0);
    await rita.goto(`${world.home}audit?by=anna%40contoso.com`);
    await rita.getByRole('cell', { name: 'owner: Bert, ticket: INC-4711' }).waitFor();
  });
});
