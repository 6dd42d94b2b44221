import { cpus } from 'node:os';
import { readFlags, usage, type Flags } from './flags.ts';
import { parts, type PartName } from './parts.ts';
import { keepReport } from './report/keep-report.ts';
import { printReport } from './report/print-report.ts';
import type { PartReport, Report } from './report/report.ts';
import { oneWorld, worldEach } from './world/one-world.ts';
import { quickWorld } from './world/quick-world.ts';

/**
 * `npm run bench`: what a change costs and how fast it is, beside what else there is. The report goes to standard
 * output, progress to standard error. Ends with 1 when a bench does not work; a goal that is missed is only said.
 */
const flags = flagsOrExit();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const worlds = flags.quick ? oneWorld(quickWorld) : worldEach;
const report: Report = {};
for (const name of flags.only) {
  report[name] = await measured(name);
  if (flags.writePage) await keepReport(report, Object.keys(parts));
}
await worlds.close();
console.log(flags.json ? JSON.stringify(report, null, 2) : printReport(report));

async function measured(name: PartName): Promise<PartReport> {
  const began = performance.now();
  const measures = await parts[name].run({ ...flags, worlds }, (line) => {
    console.error(`${name}: ${line}`);
  });
  const [cpu, ...others] = cpus();
  return {
    at: new Date().toISOString(),
    machine: { node: process.versions.node, cpu: cpu?.model.trim() ?? 'unknown', cores: others.length + 1 },
    runs: flags.runs,
    seconds: (performance.now() - began) / 1_000,
    measures: [...measures],
  };
}

function flagsOrExit(): Flags {
  try {
    return readFlags(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}
