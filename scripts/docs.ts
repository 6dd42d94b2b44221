import { writeFile } from 'node:fs/promises';
import { errorsPage } from './errors-page.ts';

/** Writes the pages that are made from the code. */
await writeFile(new URL('../docs/errors.md', import.meta.url), errorsPage());
