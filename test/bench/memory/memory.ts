import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { drained } from '../world/drained.ts';
import { rowMaker } from '../world/make-rows.ts';
import type { World } from '../world/start-world.ts';
import { slope } from './slope.ts';

const map = 'Projects V2';
const area = 'setup-configuration';
const records = 500;
const portion = 2_000;

/** Memory of the functions host while one change after the other passes it. */
export const memory: Part = {
  about: 'memory of one functions host while many changes pass it',
  run: async ({ quick, full, worlds }, tell) => {
    const changes = quick ? 90 : full ? 100_000 : 20_000;
    const world = await worlds.open({ latency: { fromMs: 0, toMs: 0 } });
    try {
      const make = await rowMaker(world);
      const projects = await make.projects(quick ? 20 : records);
      const samples: { readonly done: number; readonly mebibytes: number }[] = [];
      let peak = 0;
      for (let done = 0; done < changes;) {
        const count = Math.min(quick ? 30 : portion, changes - done);
        await world.announce(
          map,
          'update',
          Array.from({ length: count }, (_, position) => projects[(done + position) % projects.length] ?? ''),
        );
        while (!(await drained(world.serviceBus, area))) await sleep(100);
        done += count;
        const { resident, highest } = await memoryOf(world);
        samples.push({ done, mebibytes: resident });
        peak = highest;
        tell(`${String(done)} changes, ${resident.toFixed(0)} MiB`);
      }
      return measures(changes, samples, peak, quick);
    } finally {
      await world.stop();
    }
  },
};

function measures(
  changes: number,
  samples: readonly { readonly done: number; readonly mebibytes: number }[],
  peak: number,
  quick: boolean,
): readonly Measure[] {
  // The first half fills caches and lets the engine settle.
  const later = samples.slice(Math.floor(samples.length / 2));
  const growth = slope(later.map(({ done, mebibytes }) => [done, mebibytes])) * 100_000;
  const of = `${changes.toLocaleString('en-US')} changes`;
  return [
    { of, what: 'functions host', unit: 'MiB resident at most', figure: once(peak) },
    {
      of,
      what: 'functions host',
      unit: 'MiB resident at the end',
      figure: once(samples.at(-1)?.mebibytes ?? 0),
    },
    {
      of,
      what: 'functions host',
      unit: 'MiB more per 100,000 changes, second half',
      figure: once(Number.isFinite(growth) ? growth : 0),
      ...(quick ? {} : { goal: atMost(mostGrowth, once(growth)) }),
    },
  ];
}

/** Flat: a host that lives for a million changes grows by less than a quarter of a small instance's 2 GiB. */
const mostGrowth = 50;

/** Of the functions host, in MiB. Linux only. */
async function memoryOf({ host }: World): Promise<{ readonly resident: number; readonly highest: number }> {
  const status = await readFile(`/proc/${String(host.pid)}/status`, 'utf8');
  const mebibytes = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { resident: mebibytes('VmRSS'), highest: mebibytes('VmHWM') };
}
