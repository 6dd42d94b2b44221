import { readFlags, usage, type Flags } from './flags.ts';
import { planted } from './planted/planted.ts';
import { runSeed } from './run/run-seed.ts';
import { untilCaught } from './run/until-caught.ts';

/**
 * `npm run simulate`: runs the sync's own code on a virtual clock, seed by seed, and ends with 1 at the first seed
 * after which an invariant does not hold, with a readable account of it.
 */
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const flags = flagsOrExit();
process.exitCode = await (flags.planted ? findPlanted(flags) : simulate(flags));

async function simulate({ from, seeds, trace }: Flags): Promise<number> {
  const began = performance.now();
  for (let seed = from; seed < from + seeds; seed++) {
    const { violations } = await runSeed(seed);
    if (violations.length === 0 && !trace) continue;
    // The same seed again, this time with an account: it takes the same course.
    const again = await runSeed(seed, { traced: true });
    print(again.trace.join('\n'));
    if (violations.length === 0) continue;
    print(`\nSeed ${String(seed)}:\n${violations.map((text) => `  ${text}`).join('\n')}`);
    print(`\nAgain: npm run simulate -- --from ${String(seed)} --seeds 1`);
    return 1;
  }
  const seconds = (performance.now() - began) / 1_000;
  print(`${String(seeds)} seeds from ${String(from)}: every invariant holds (${seconds.toFixed(1)} s)`);
  return 0;
}

async function findPlanted({ from, seeds }: Flags): Promise<number> {
  let missed = 0;
  for (const plant of planted) {
    const caught = await untilCaught(plant, from, seeds);
    if (caught.found === undefined) missed++;
    const how = caught.found?.violations[0] ?? 'not found';
    print(`${plant.name.padEnd(22)} ${String(caught.seeds).padStart(5)} seeds  ${how}`);
  }
  return missed === 0 ? 0 : 1;
}

function flagsOrExit(): Flags {
  try {
    return readFlags(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exit(2);
  }
}
