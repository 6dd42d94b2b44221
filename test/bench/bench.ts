import { readFlags, usage, type Flags } from './flags.ts';
import { planOf } from './plan.ts';
import { printReport } from './report/print-report.ts';
import { runBench } from './run/run-bench.ts';

/**
 * `npm run bench`: changes per second and latency from webhook to counterpart row, beside the floor of the broker and
 * a textbook function. Asserts nothing; the report goes to standard output, progress to standard error.
 */
const flags = flagsOrExit();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const report = await runBench(planOf(flags), (line) => console.error(line));
console.log(flags.json ? JSON.stringify(report, null, 2) : printReport(report));

function flagsOrExit(): Flags {
  try {
    return readFlags(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}
