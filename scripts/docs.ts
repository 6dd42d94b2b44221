import { readFile, writeFile } from 'node:fs/promises';
import { loadTableMaps } from '../shared/table-map/load-table-maps.ts';
import { assumptionsPage } from './assumptions-page.ts';
import { errorsPage } from './errors-page.ts';
import { licencesPage, type LockFile } from './licences-page.ts';
import { settingsPage } from './settings-page.ts';
import { tableMapsPage } from './table-maps-page.ts';

/** Writes the pages that are made from the code. */
const docs = new URL('../docs/', import.meta.url);
const maps = await loadTableMaps(new URL('../functions/', import.meta.url), {
  writeBack: 'standard',
  sandbox: true,
  imported: 'ignored',
});
await writeFile(new URL('assumptions.md', docs), assumptionsPage());
await writeFile(new URL('errors.md', docs), errorsPage());
const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')) as LockFile;
await writeFile(new URL('licences.md', docs), licencesPage(lock));
await writeFile(new URL('settings.md', docs), settingsPage());
await writeFile(new URL('table-maps.md', docs), tableMapsPage(maps));
