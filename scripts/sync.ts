import { UsageError, type Command } from './sync/command.ts';
import { compare } from './sync/compare.ts';
import { closeCheck } from './sync/close-check.ts';
import { reconcile } from './sync/reconcile.ts';

/**
 * `npm run sync`: holding both systems against each other at a terminal. Ends with 0, 1 when there is something to look
 * at, 2 when what was typed cannot be understood.
 */
const commands: Readonly<Record<string, Command>> = { reconcile, compare, 'close-check': closeCheck };
const usage = Object.values(commands)
  .map((command) => command.usage)
  .join('\n');

const [name = '', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  const help = name === '' || name === 'help' || name === '--help';
  console.error(help ? usage : `There is no command "${name}".\n\n${usage}`);
  process.exitCode = 2;
} else
  try {
    process.exitCode = await command.run(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${command.usage}`);
    process.exitCode = 2;
  }
