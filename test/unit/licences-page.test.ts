import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { licencesOf, licencesPage, permissive, type LockFile } from '../../scripts/licences-page.ts';

const root = new URL('../../', import.meta.url);
let lock: LockFile;

beforeAll(async () => {
  lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8')) as LockFile;
});

it('docs/licences.md lists what package-lock.json has; if not, run npm run docs', async () => {
  expect(await readFile(new URL('docs/licences.md', root), 'utf8')).toBe(licencesPage(lock));
});

it('the app is made of packages whose licences ask for no more than to keep their text', () => {
  const licences = licencesOf(lock);
  expect(licences.map(([name]) => name)).toEqual(expect.arrayContaining(['@azure/functions', 'zod', 'rhea']));
  expect(licences.filter(([, , licence]) => !permissive.has(licence))).toEqual([]);
});

it('a package of developers is not listed, and two versions of one are', () => {
  const packages = {
    '': { license: 'MIT' },
    'node_modules/one': { version: '1.0.0', license: 'MIT' },
    'node_modules/two/node_modules/one': { version: '2.0.0', license: 'ISC' },
    'node_modules/two': { version: '1.0.0', dev: true },
  };
  expect(licencesOf({ packages })).toEqual([
    ['one', '1.0.0', 'MIT'],
    ['one', '2.0.0', 'ISC'],
  ]);
});
