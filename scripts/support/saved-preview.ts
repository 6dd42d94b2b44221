import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { areas } from '../../shared/table-map/area.ts';

const saved = z.object({
  at: z.string(),
  hash: z.string(),
  items: z
    .array(
      z.object({
        area: z.enum(areas),
        record: z.string(),
        number: z.string().exactOptional(),
        verdict: z.string(),
        hash: z.string(),
        parents: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

export type SavedPreview = z.infer<typeof saved>;

/** Folder of the working copy that git does not keep. */
const folder = join('.local', 'support');

const fileOf = (name: string): string => join(folder, `preview-${name}.json`);

/** Keeps a previewed list for the replay. @returns its name: the beginning of the list's hash. */
export async function savePreview(preview: SavedPreview): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = preview.hash.slice(0, 8);
  await writeFile(fileOf(name), JSON.stringify(preview));
  return name;
}

/** A list that was kept before; undefined where the name is none. @throws Error when the file is not one of ours. */
export async function readPreview(name: string): Promise<SavedPreview | undefined> {
  if (!/^[0-9a-f]{8}$/.test(name)) return undefined;
  const text = await readFile(fileOf(name), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : saved.parse(JSON.parse(text));
}
