import { glob, readFile } from 'node:fs/promises';

/** Names of the settings that timers take their times from, as `schedule: '%NAME%'` in functions/. */
export async function readSchedules(root: URL): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const file of glob('functions/**/*.ts', { cwd: root })) {
    const text = await readFile(new URL(file, root), 'utf8');
    for (const [, name = ''] of text.matchAll(/schedule: '%(\w+)%'/g)) names.add(name);
  }
  return names;
}
