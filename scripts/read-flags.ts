import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

/**
 * The words after a command, by the options that it knows.
 *
 * @throws UsageError naming a word that is none of them.
 */
export function readFlags<Config extends ParseArgsConfig>(
  words: readonly string[],
  config: Config,
): ReturnType<typeof parseArgs<Config & { readonly args: string[] }>> {
  try {
    return parseArgs({ ...config, args: [...words] });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
