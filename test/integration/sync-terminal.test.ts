import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { until } from '../../infra/local/story/stage.ts';
import { switchSandbox } from '../../infra/local/story/switch-sandbox.ts';
import type { CloseReport } from '../../shared/close-check/close-check.ts';
import type { ComparedAll } from '../../shared/compare/compare-all.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import type { Reconciled } from '../../shared/reconcile/reconcile.ts';
import type { Run } from '../../shared/start/run.ts';
import { peopleOf, type People } from './people.ts';
import { makeActual, makeProject, makeTask, map } from './sync-rows.ts';

const script = fileURLToPath(new URL('../../scripts/sync.ts', import.meta.url));
const run = promisify(execFile);

const { tasks: tasksMap, actuals: actualsMap } = map;

let environment: Environment;
let people: People;
let project: string;
beforeAll(async () => {
  environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'webhook',
    lockSeconds: 5,
    settings: {
      LEASE_SECONDS: '4',
      LAST_WRITE_SECONDS: '1',
      REQUEST_TIMEOUT_SECONDS: '2',
      // Reconciliation would find these rows at the next full minute.
      RECONCILE_SCHEDULE: '0 0 0 1 1 *',
    },
  });
  // Years of data that nobody was told of.
  await switchSandbox(environment.dataverse.url, 'events', { drop: true });
  people = await peopleOf(environment.dataverse.url);
  project = await makeProject(people, 'P-1');
  for (let row = 1; row <= 160; row++)
    await makeTask(people, project, `A-${String(row)}`, row === 7 ? { msdyn_subject: null } : {});
  await makeActual(people, project, { date: '2025-11-10' });
}, 90_000);
afterAll(() => environment.stop());

interface Ran {
  readonly code: number;
  readonly text: string;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** What a person sees who types a command; blanks and frames of tables are one blank. */
async function sync(...typed: readonly string[]): Promise<Ran> {
  const plain = (text: string): string => text.replaceAll(/[\s│─┼├┤┌┐└┘┬┴]+/g, ' ');
  const env = {
    ...process.env,
    ...environment.settings,
    COLUMNS: '400',
    SUPPORT_URL: environment.functionsUrl(),
    SUPPORT_KEY: environment.functionKey,
  };
  const ran = await run(process.execPath, [script, ...typed], { env }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: unknown) => error as { readonly code: number; readonly stdout: string; readonly stderr: string },
  );
  return {
    code: ran.code,
    text: plain(ran.stdout),
    lines: ran.stdout.trimEnd().split('\n'),
    stderr: ran.stderr,
  };
}

type Compared = ComparedAll & { readonly findings: readonly Comparison[] };

interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

/** What the support API answers to a program. */
async function api<Body>(method: string, path: string, body?: unknown): Promise<Answered<Body>> {
  const answer = await fetch(`${environment.functionsUrl()}/api/support/${path}`, {
    method,
    headers: { 'x-functions-key': environment.functionKey, 'x-support-user': 'Zoe' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

const financeMode = (mode: Readonly<Record<string, unknown>>): Promise<void> =>
  switchSandbox(environment.finance.url, 'mode', mode);

describe('an administrator who goes live', { timeout: 90_000 }, () => {
  it('links, and sees by map and company what is on one side only', async () => {
    const { code, text } = await sync('link', '--as', 'Zoë');
    expect(text).toMatch(/Link \w+ is finished/);
    expect(text).toContain('Projects V2 usmf done 1 only in Dataverse');
    expect(text).toContain('Project tasks usmf done 160 only in Dataverse');
    expect(text).toContain('… and ');
    expect(environment.finance.rows('ProjectsV2')).toEqual([]);
    expect(code).toBe(0);
  });

  it('syncs all master maps while the functions host is killed, with each row once, the failure named, and runs that again', async () => {
    // On a fast machine all rows would be there before the host can be killed.
    await financeMode({ mode: 'slow', sets: ['ProjectTasks'], writesOnly: true, milliseconds: 200 });
    const started = await sync('initial', '--as', 'Zoë', '--no-wait', '--json');
    const { run: known } = JSON.parse(started.text) as { readonly run: { readonly id: string } };
    await until(30_000, () =>
      Promise.resolve(environment.finance.rows('ProjectTasks').length > 20 ? true : undefined),
    );
    await environment.killHost();
    expect(environment.finance.rows('ProjectTasks').length).toBeLessThan(159);
    await financeMode({ mode: 'normal' });

    const ended = await sync('run', known.id);
    expect(ended.code).toBe(1);
    expect(ended.text).toMatch(/Initial sync \w+ is finished/);
    expect(ended.text).toMatch(/rows?, [\d,]+ of this map to go; Project tasks in usmf/);
    expect(ended.text).toContain('Project tasks usmf refused');
    expect(ended.text).toContain("Field 'Task name' must be filled in");
    expect(ended.text).toContain(
      `1 row did not settle. What is still open: npm run sync -- again ${known.id}`,
    );
    const numbers = environment.finance.rows('ProjectTasks').map((row) => row['TaskId']);
    expect([numbers.length, new Set(numbers).size]).toEqual([159, 159]);
    expect(environment.finance.rows('ProjectsV2')).toHaveLength(1);

    const again = await sync('again', known.id);
    expect(again.text).toContain('1 row in 1 unit');
    expect(again.code).toBe(1);
    expect((await sync('runs')).text).toContain('Initial sync Zoë');
  });

  it('lets rows from before go-live cross only when another person has confirmed their amounts', async () => {
    const days = ['--map', actualsMap, '--company', 'usmf', '--period', '2025-11'];
    const period = ['--map', actualsMap, '--company', 'usmf', '--period', '2026/Period 14'];
    expect((await sync('initial', ...period)).stderr).toContain('has no period "2026/Period 14"');
    const empty = await sync('initial', ...days.slice(0, -1), '2025-10', '--as', 'Zoë');
    expect(empty.text).toContain('there is nothing to confirm');
    expect((await sync('runs')).text).not.toContain('waits for a second person');
    const preview = await sync('initial', ...days, '--as', 'Zoë');
    expect(preview.code).toBe(0);
    expect(preview.text).toContain('usmf 2025-11 1 msdyn_price 62.5 msdyn_amount 500');
    const id = /confirm (\w+)/.exec(preview.text)?.[1] ?? '';
    // The other person sees what it is about before it crosses.
    const shown = await sync('run', id);
    expect([shown.code, shown.text]).toEqual([0, expect.stringContaining('usmf 2025-11 1 msdyn_price 62.5')]);
    const same = await sync('confirm', id, '--as', 'zoë');
    expect([same.code, same.stderr]).toEqual([1, expect.stringContaining('another person must confirm it')]);
    expect(environment.finance.rows('ProjActualsImports')).toEqual([]);
    expect((await sync('confirm', id, '--as', 'Alicia')).text).toContain('usmf done 1 written');
    expect(environment.finance.rows('ProjActualsImports')).toHaveLength(1);
  });

  it('gets by the support API what reconciling, comparing and checking a period find, and is told which system is away', async () => {
    const tasks = `map=${encodeURIComponent(tasksMap)}&company=usmf`;
    const before = await api<Compared>('GET', `compare?${tasks}&limit=5`);
    expect(before.body).toMatchObject({
      isWhole: true,
      counts: { equal: 159, 'missing in Finance': 1 },
      findings: [{ result: 'missing in Finance' }],
    });

    // Nobody is told of this change: one round finds it.
    const [first] = environment.dataverse.rows('msdyn_projecttask');
    await api('POST', 'reconcile');
    await people.june.update('msdyn_projecttask', String(first?.['msdyn_projecttaskid']), {
      msdyn_subject: 'Arches',
    });
    const different = await api<Compared>('GET', `compare?${tasks}`);
    expect(different.body.counts).toEqual({ equal: 158, different: 1, 'missing in Finance': 1 });
    const round = await api<Reconciled>('POST', 'reconcile');
    expect(round.body.tables.find(({ table }) => table === 'msdyn_projecttask')).toMatchObject({
      how: 'changes',
      rows: 1,
      published: 1,
    });
    await until(30_000, () =>
      Promise.resolve(
        environment.finance.rows('ProjectTasks').some((row) => row['TaskName'] === 'Arches')
          ? true
          : undefined,
      ),
    );
    expect((await api<Compared>('GET', `compare?${tasks}`)).body.counts).toMatchObject({ equal: 159 });
    expect((await api<{ published: number }>('POST', 'compare/fix', { map: tasksMap })).body.published).toBe(
      1,
    );

    const report = await api<CloseReport>('GET', 'close-check?company=USMF&period=2026-10');
    expect([report.status, report.body.company, report.body.to]).toEqual([200, 'usmf', '2026-10-31']);

    const fiscal = await api<CloseReport>('GET', 'close-check?company=frrt&period=2026/Period 10');
    expect(fiscal.body).toMatchObject({ period: '2026/Period 10', to: '2026-10-25' });
    const ofPeriod = await api<Compared>('GET', `compare?${tasks}&period=2026/P10`);
    expect(ofPeriod.body.counts).toMatchObject({ equal: 159 });

    const wrong = [
      ['GET', 'compare?map=None', 'map: there is no table map "None"'],
      ['GET', 'compare?company=zzzz', 'company: "zzzz" is none of usmf, frrt'],
      ['GET', 'compare?from=2026-02-01&to=2026-01-01', 'from: 2026-02-01 is after 2026-01-01'],
      ['GET', 'compare?fix=true', 'Unrecognized key: "fix"'],
      ['GET', 'close-check?company=usmf&period=october', 'period: "october" is neither a month'],
      ['GET', 'close-check?company=frrt&period=2026/p13', 'calendar 4-4-5 of frrt has no period'],
      ['GET', 'compare?period=2026-10', 'period: give its company'],
      ['POST', 'sync/link', 'did you mean "Project tasks"?', { map: 'project TASKS' }],
      ['POST', 'sync/resync', 'there is no cause "none-such"', { cause: 'none-such' }],
      [
        'POST',
        'sync/initial',
        'give both days, or none',
        { map: actualsMap, company: 'usmf', from: '2026-02-01' },
      ],
      [
        'POST',
        'sync/initial',
        'for a transactional map',
        { map: tasksMap, from: '2025-01-01', to: '2025-02-01' },
      ],
    ] as const;
    for (const [method, path, text, sent] of wrong) {
      const { status, body } = await api<{ error: string }>(method, path, sent);
      expect([status, body.error]).toEqual([400, expect.stringContaining(text)]);
    }

    await switchSandbox(environment.dataverse.url, 'mode', { mode: 'down' });
    const days = { map: actualsMap, company: 'usmf', from: '2025-11-01', to: '2025-11-30' };
    const asked = await api<{ error: string }>('POST', 'sync/initial', days);
    const compared = await api<{ error: string }>('GET', `compare?${tasks}`);
    await switchSandbox(environment.dataverse.url, 'mode', { mode: 'normal' });
    for (const { status, body } of [asked, compared])
      expect([status, body.error]).toEqual([503, expect.stringContaining('Dataverse cannot be asked: ')]);
    // Nobody can confirm what was not shown.
    const { runs } = (await api<{ runs: readonly Run[] }>('GET', 'sync-runs')).body;
    expect(runs.filter(({ finishedAt }) => finishedAt === undefined)).toEqual([]);
  });

  it('sees at the terminal what differs, as a table, JSON and CSV, has it looked at, lets it be, and files a report of a period', async () => {
    const tasks = ['compare', '--map', tasksMap, '--company', 'usmf'] as const;
    const table = await sync(...tasks);
    expect([table.code, table.text]).toEqual([1, expect.stringContaining('159 equal, 1 missing in Finance')]);
    const json = await sync(...tasks, '--json');
    const compared = JSON.parse(json.text) as Compared;
    expect(compared).toMatchObject({ counts: { equal: 159, 'missing in Finance': 1 } });
    const [missing] = compared.findings;
    const csv = await sync(...tasks, '--csv');
    expect([csv.code, csv.lines]).toEqual([
      1,
      [
        'map,direction,legal entity,record,row,date,result,column,expected,held,why',
        `Project tasks,to-finance,usmf,P-1 A-7,${missing?.row ?? ''},,missing in Finance,,,,`,
      ],
    ]);
    const sums = ['compare', '--map', actualsMap, '--company', 'usmf', '--totals', '--csv'] as const;
    await makeActual(people, project);
    expect((await sync(...sums, '--period', '2026')).lines).toEqual([
      'map,column,legal entity,project,period,Dataverse,Finance,difference',
      `${actualsMap},Amount,usmf,usmf|p-1,2026/Period 10,500,0,500`,
    ]);
    const fixed = await sync(...tasks, '--fix');
    expect([fixed.code, fixed.text]).toEqual([
      1,
      expect.stringContaining('1 record was asked to be looked at'),
    ]);
    expect(
      (await sync('accept', `Project tasks|${missing?.row ?? ''}`, '--reason', 'has no name')).code,
    ).toBe(0);
    expect(await sync(...tasks)).toMatchObject({ code: 0 });

    const folder = await mkdtemp(`${tmpdir()}/close-check-`);
    const period = ['--company', 'frrt', '--period', '2026/P10'] as const;
    const report = await sync('close-check', ...period, '--out', folder);
    expect([report.code, report.text]).toEqual([
      0,
      expect.stringContaining('Nothing speaks against closing'),
    ]);
    const [file = '', words] = (await readdir(folder)).sort();
    expect(file).toMatch(/^close-check-frrt-2026-Period-10-\d{8}T\d{6}\.json$/);
    expect(words).toBe(file.replace('.json', '.txt'));
    expect(JSON.parse(await readFile(`${folder}/${file}`, 'utf8'))).toMatchObject({
      clean: true,
      to: '2026-10-25',
    });
    await rm(folder, { recursive: true });
    expect((await sync('reconcile')).text).toContain('msdyn_projecttask changes');
  });

  it('reads in plain words what was typed wrong', async () => {
    const wrong: readonly (readonly [readonly string[], number, string])[] = [
      [['link', '--map', 'Projects V3'], 2, 'there is no table map "Projects V3"'],
      [['link', '--company', 'zzzz'], 2, '"zzzz" is none of usmf, frrt'],
      [['distrust', '--reason', 'x'], 2, 'reason: must say why, in three characters at least'],
      [['initial', '--map', actualsMap], 2, 'is transactional: give a company and the days'],
      [['resync'], 2, 'name a map, a cause or records'],
      [['resync', 'P-999'], 1, 'Nothing is known of "P-999"'],
      [['run', 'none'], 1, 'There is no run none.'],
      [['start'], 2, 'There is no command "start".'],
      [['link', '--companies', 'usmf'], 2, "Unknown option '--companies'"],
      [['compare', '--csv', '--json'], 2, 'Give --csv or --json, not both.'],
      [['compare', '--from', '2026-02-30'], 2, '"2026-02-30" is no date'],
      [['compare', '--map', 'None'], 2, '--map: there is no table map "None"; npm run maps -- list'],
      [['close-check', '--company', 'usmf'], 2, 'Give --period, or both --from and --to.'],
      [['close-check', '--company', 'zz', '--period', '2026-10'], 2, 'COMPANIES names usmf, frrt'],
      [
        ['close-check', '--company', 'demf', '--period', '2026-10', '--out', '/none'],
        2,
        'there is no folder /none',
      ],
      [['close-check', '--company', 'usmf', '--period', '2026/P19'], 2, 'has no period "2026/P19"'],
    ];
    const answers = await Promise.all(wrong.map(([typed]) => sync(...typed)));
    for (const [index, [, code, text]] of wrong.entries()) {
      expect(answers[index]?.stderr).toContain(text);
      expect(answers[index]?.code).toBe(code);
    }
  });
});
