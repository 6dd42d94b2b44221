import { ApiError } from './support/call-api.ts';
import { UsageError } from './support/read-arguments.ts';
import { commands } from './sync/commands.ts';
import { readSyncArguments, syncUsage } from './sync/read-sync-arguments.ts';

/**
 * `npm run sync`: linking both sides, initial sync and resync. It only calls the HTTP API of the functions app. Ends with
 * 0; 1 when there are rows that a person should look at, or something could not be done; 2 when what was typed cannot be
 * understood.
 */
const typed = process.argv.slice(2);
try {
  if (typed.length === 0 || typed.includes('--help') || typed[0] === 'help') {
    console.log(syncUsage);
    process.exit(0);
  }
  const read = readSyncArguments(typed, process.env);
  const command = Object.hasOwn(commands, read.command) ? commands[read.command] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${read.command}".`);
  const { json } = read.flags;
  process.exitCode = await command(read, {
    now: Date.now(),
    answer: (text, value) => console.log(json ? JSON.stringify(value, null, 2) : text),
    note: (line) => {
      if (!json) console.log(line);
    },
  });
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${syncUsage}`);
    process.exitCode = 2;
  } else if (error instanceof ApiError) {
    console.error(error.message);
    // What was asked for makes no sense: as good as mistyped.
    process.exitCode = error.status === 400 ? 2 : 1;
  } else throw error;
}
