import { glob, readFile } from 'node:fs/promises';

/** The text of every page in docs/, by its path such as docs/operate.md. */
export async function readPages(root: URL): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for await (const file of glob('docs/*.md', { cwd: root }))
    pages.set(file.replaceAll('\\', '/'), await readFile(new URL(file, root), 'utf8'));
  return pages;
}
