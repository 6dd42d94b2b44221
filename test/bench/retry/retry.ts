import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { spread } from '../statistics/spread.ts';
import { contenders, type Retrying } from './retrying.ts';
import { fullServer } from './server.ts';

/** Calls against a system whose limit is reached, on a virtual clock: nothing depends on the machine. */
export const retry: Part = {
  about: 'calls into a limit that is reached, against p-retry and cockatiel, on a virtual clock',
  run: async ({ quick, runs }, tell) => {
    const calls = quick ? 200 : 5_000;
    const of = `${calls.toLocaleString('en-US')} calls into a full window of Dataverse`;
    const results = new Map<string, Storm[]>();
    for (let round = 0; round < runs; round++)
      for (const { title, run } of contenders) {
        const storm = await weather(run, calls);
        tell(`${title}: ${String(storm.wasted)} wasted, ${storm.seconds.toFixed(0)} s`);
        results.set(title, [...(results.get(title) ?? []), storm]);
      }
    const lines = [...results].map(([what, storms]) => ({
      what,
      wasted: spread(storms.map(({ wasted }) => wasted)),
      seconds: spread(storms.map(({ seconds }) => seconds)),
    }));
    const fewest = Math.min(...lines.map(({ wasted }) => wasted.median));
    const shortest = Math.min(...lines.map(({ seconds }) => seconds.median));
    return lines.flatMap(({ what, wasted, seconds }): Measure[] => {
      const ours = !quick && what === contenders[0]?.title;
      return [
        {
          of,
          what,
          unit: 'refused calls',
          figure: wasted,
          ...(ours ? { goal: { text: 'fewest', met: wasted.median === fewest } } : {}),
        },
        {
          of,
          what,
          unit: 's until all are through',
          figure: seconds,
          ...(ours ? { goal: { text: 'shortest', met: seconds.median === shortest } } : {}),
        },
      ];
    });
  },
};

interface Storm {
  readonly wasted: number;
  /** Of the virtual clock. */
  readonly seconds: number;
}

const stepMs = 10;

async function weather(run: Retrying, calls: number): Promise<Storm> {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
  try {
    const server = fullServer();
    const storm = { over: false };
    const running = run(server, calls).finally(() => {
      storm.over = true;
    });
    while (!storm.over) {
      await turn();
      mock.timers.tick(stepMs);
    }
    await running;
    return { wasted: server.refused(), seconds: Date.now() / 1_000 };
  } finally {
    mock.timers.reset();
  }
}
