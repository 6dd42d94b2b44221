import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { acceptedSchema } from '../../shared/table-map/accepted.ts';

const root = new URL('../../', import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

describe('docs/adding-a-table-map.md', () => {
  it.each(['test/samples/tool-rentals.map.ts', 'test/samples/tool-rentals.test.ts'])(
    'shows %s as it is compiled and run',
    async (sample) => {
      expect(await text('docs/adding-a-table-map.md')).toContain(`\`\`\`ts\n${await text(sample)}\`\`\``);
    },
  );

  it('shows an accepted entry that is read without complaint', async () => {
    const [, json = ''] = /```json\n([^`]*)```/.exec(await text('docs/adding-a-table-map.md')) ?? [];
    expect(acceptedSchema.parse(JSON.parse(json)).pairs).toHaveLength(1);
  });
});
