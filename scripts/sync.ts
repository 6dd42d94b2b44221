import { AwayError } from './away-error.ts';
import { ApiError } from './support/call-api.ts';
import { UsageError } from './usage-error.ts';
import type { Command } from './command.ts';
import { closeCheck } from './sync/close-check.ts';
import { commands } from './sync/commands.ts';
import { compare } from './sync/compare.ts';
import { readSyncArguments, syncUsage } from './sync/read-sync-arguments.ts';
import { reconcile } from './sync/reconcile.ts';

/**
 * `npm run sync`: linking, initial sync and resync, which call the HTTP API of the functions app; reconciling, comparing
 * and closing a period, which read both systems from here. Ends with 0; 1 when there is something that a person should
 * look at, or something could not be done; 2 when what was typed cannot be understood, or a system cannot be asked.
 */
const fromHere: Readonly<Record<string, Command>> = { reconcile, compare, 'close-check': closeCheck };
const usage = [syncUsage, ...Object.values(fromHere).map((command) => command.usage)].join('\n\n');

const typed = process.argv.slice(2);
const [name = '', ...words] = typed;
const command = Object.hasOwn(fromHere, name) ? fromHere[name] : undefined;
try {
  if (command !== undefined) process.exitCode = await command.run(words);
  else if (name === '' || name === 'help' || typed.includes('--help')) console.log(usage);
  else process.exitCode = await callApp();
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${command?.usage ?? usage}`);
    process.exitCode = 2;
  } else if (error instanceof AwayError) {
    console.error(error.message);
    process.exitCode = 2;
  } else if (error instanceof ApiError) {
    console.error(error.message);
    // What was asked for makes no sense: as good as mistyped.
    process.exitCode = error.status === 400 ? 2 : 1;
  } else throw error;
}

async function callApp(): Promise<number> {
  const read = readSyncArguments(typed, process.env);
  const asked = Object.hasOwn(commands, read.command) ? commands[read.command] : undefined;
  if (asked === undefined) throw new UsageError(`There is no command "${read.command}".`);
  const { json } = read.flags;
  return asked(read, {
    now: Date.now(),
    answer: (text, value) => console.log(json ? JSON.stringify(value, null, 2) : text),
    note: (line) => {
      if (!json) console.log(line);
    },
  });
}
