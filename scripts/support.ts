import { ApiError } from './support/call-api.ts';
import { commands, type Output } from './support/commands.ts';
import { readArguments, usage } from './support/read-arguments.ts';
import { UsageError } from './usage-error.ts';

/**
 * `npm run support`: what support staff do at a terminal. It only calls the HTTP API of the functions app. Ends with 0,
 * 1 when something could not be done, 2 when what was typed cannot be understood.
 */
const typed = process.argv.slice(2);
try {
  if (typed.length === 0 || typed.includes('--help') || typed[0] === 'help') {
    console.log(usage);
    process.exit(0);
  }
  const read = readArguments(typed, process.env);
  const command = Object.hasOwn(commands, read.command) ? commands[read.command] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${read.command}".`);
  const { json } = read.flags;
  const output: Output = {
    now: Date.now(),
    answer: (text, value) => console.log(json ? JSON.stringify(value, null, 2) : text),
    note: (line) => {
      if (!json) console.log(line);
    },
  };
  await command(read, output);
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else if (error instanceof ApiError) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
