import { writeFile } from 'node:fs/promises';
import { loadTableMaps } from '../shared/table-map/load-table-maps.ts';
import { assumptionsPage } from './assumptions-page.ts';
import { errorsPage } from './errors-page.ts';
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
await writeFile(new URL('table-maps.md', docs), tableMapsPage(maps));
