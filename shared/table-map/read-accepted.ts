import { readFile } from 'node:fs/promises';
import { acceptedSchema, nothingAccepted, type Accepted } from './accepted.ts';

/** What an installation accepts cannot be read. The text names the file and every entry that is wrong. */
export class AcceptedFileError extends Error {
  constructor(file: string, problems: readonly string[], options?: { cause?: unknown }) {
    super(`${file}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, options);
    this.name = 'AcceptedFileError';
  }
}

/**
 * Reads `maps.accepted.json`; an installation without one accepts nothing.
 *
 * @param required the file was named in a setting, so it must be there.
 * @throws AcceptedFileError
 */
export async function readAccepted(file: URL, required: boolean): Promise<Accepted> {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (!required && error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return nothingAccepted;
    throw new AcceptedFileError(file.pathname, ['cannot be read'], { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AcceptedFileError(file.pathname, ['is not JSON'], { cause: error });
  }
  const parsed = acceptedSchema.safeParse(json);
  if (!parsed.success)
    throw new AcceptedFileError(
      file.pathname,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  return parsed.data;
}
