import { AwayError } from './away-error.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';
import { check } from './maps/check.ts';
import { guesses } from './maps/guesses.ts';
import { importMaps } from './maps/import.ts';
import { list } from './maps/list.ts';

/**
 * `npm run maps`: the table maps of this installation at a terminal. Ends with 0, 1 when there is something to look at,
 * 2 when what was typed cannot be understood, or a system cannot be asked.
 */
const commands: Readonly<Record<string, Command>> = { list, guesses, check, import: importMaps };
const usage = Object.values(commands)
  .map((command) => command.usage)
  .join('\n');

const [name = '', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  const help = name === 'help' || name === '--help';
  if (help) console.log(usage);
  else console.error(name === '' ? usage : `There is no command "${name}".\n\n${usage}`);
  process.exitCode = help ? 0 : 2;
} else if (words.includes('--help')) console.log(command.usage);
else
  try {
    process.exitCode = await command.run(words);
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${command.usage}`);
    else if (error instanceof AwayError) console.error(error.message);
    else throw error;
    process.exitCode = 2;
  }
