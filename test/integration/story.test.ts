import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startEnvironment,
  type Environment,
  type EnvironmentOptions,
} from '../../infra/local/environment.ts';
import type { HostProcess } from '../../infra/local/host-process.ts';
import { tellStory } from '../../infra/local/story/tell-story.ts';

const usual: EnvironmentOptions = {
  financeEvents: 'on',
  writeBack: 'standard',
  dataverseEndpoint: 'webhook',
};

describe('the story, from contract to posted invoice in both directions', () => {
  let environment: Environment | undefined;
  afterEach(async () => {
    await environment?.stop();
    environment = undefined;
  });

  const tell = async (
    options: Partial<EnvironmentOptions>,
    during: (landed: number) => unknown = () => undefined,
  ) => {
    const all = { ...usual, ...options };
    environment = await startEnvironment(all);
    let count = 0;
    return tellStory(environment, { writeBack: all.writeBack, landed: () => during(++count) });
  };

  /** What speaks against closing October, as the support API tells it. */
  const closeCheck = async (company: string): Promise<unknown> => {
    const answer = await fetch(
      `${environment?.functionsUrl() ?? ''}/api/support/close-check?company=${company}&period=2026-10`,
      { headers: { 'x-functions-key': environment?.functionKey ?? '' } },
    );
    return answer.json();
  };

  it(
    'comes out the same with all events of Finance off, vouchers in custom columns, and every clock ten minutes off',
    { timeout: 180_000 },
    async () => {
      const log: string[] = [];
      let behind: Promise<HostProcess> | undefined;
      const told = await tell(
        {
          financeEvents: 'off',
          writeBack: 'custom',
          // Each of its hops back waits for a scan.
          settings: { ...clockAhead(600), SCAN_SCHEDULE: '*/2 * * * * *' },
          clocksAheadMs: { dataverse: -600_000, finance: 600_000 },
          log: (line) => log.push(line),
        },
        () => (behind ??= environment?.addHost(clockAhead(-600))),
      );
      expect(told.wrong).toEqual([]);
      expect(told.landed.length).toBeGreaterThan(25);
      await behind;
      const clocks = log.filter((line) => line.startsWith('The clock of this host is'));
      expect(clocks.map((line) => / (ahead|behind) /.exec(line)?.[1])).toEqual(['ahead', 'behind']);
    },
  );

  it(
    'comes out the same on the bundle that Azure runs, with Dataverse writing to the topic instead of the webhook, and leaves a month that can be closed',
    { timeout: 180_000 },
    async () => {
      await promisify(execFile)(process.execPath, [path('scripts/build.ts')], { cwd: path('.') });
      const { main } = JSON.parse(await readFile(path('dist/package.json'), 'utf8')) as { main: string };
      expect(await maps('dist/functions', '.map.js')).toEqual(await maps('functions', '.map.ts'));
      const told = await tell({ dataverseEndpoint: 'service-bus', entry: path(`dist/${main}`) });
      expect(told.wrong).toEqual([]);
      for (const company of ['usmf', 'frrt'])
        await expect
          .poll(() => closeCheck(company), { timeout: 30_000 })
          .toMatchObject({ clean: true, open: [], differences: [], stopped: [] });
    },
  );

  it(
    'is completed with no row doubled when the functions host is killed again and again in its middle',
    { timeout: 240_000 },
    async () => {
      let kills = 0;
      let killing = Promise.resolve();
      const told = await tell({ dataverseEndpoint: 'service-bus', lockSeconds: 5 }, (landed) => {
        if (landed % 6 !== 3) return;
        kills++;
        killing = killing.then(() => environment?.killHost());
      });
      await killing;
      expect(kills).toBeGreaterThanOrEqual(4);
      expect(told.wrong).toEqual([]);
    },
  );
});

/** Settings of a functions host whose clock is so many seconds ahead; negative: behind. */
const clockAhead = (seconds: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${new URL('fixtures/clock-off.mjs', import.meta.url).href}`,
  CLOCK_AHEAD_SECONDS: String(seconds),
});

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

const maps = async (folder: string, ending: string): Promise<string[]> =>
  (await readdir(path(folder), { recursive: true }))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
