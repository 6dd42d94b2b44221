import { glob, readFile } from 'node:fs/promises';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import settings from '../../local.settings.sample.json' with { type: 'json' };
import { assumptionsPage } from '../../scripts/assumptions-page.ts';
import { documentMaps } from '../../shared/assumptions/map-names.ts';
import { assumptions } from '../../shared/assumptions/assumptions.ts';
import { probes } from '../../shared/probe/probes.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import { mapLines } from '../../shared/table-map/map-lines.ts';

const root = new URL('../../', import.meta.url);
const ids: readonly string[] = Object.keys(assumptions);

/** The word as a degree of evidence, which is about any line of a map. */
const evidence = /`assumed`|inferred (?:and|or) assumed/g;

/** Every comment of the code that runs, but for the register and the probes themselves. */
async function comments(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const found = new Map<string, { readonly file: string; readonly text: string }>();
  for await (const file of glob('{shared,functions}/**/*.ts', { cwd: root })) {
    if (/^shared\/(assumptions|probe)\//.test(file)) continue;
    const text = await readFile(new URL(file, root), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      const ranges = [
        ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
        ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
      ];
      for (const { pos, end } of ranges)
        found.set(`${file} ${String(pos)}`, { file, text: text.slice(pos, end) });
      for (const child of node.getChildren(source)) visit(child);
    };
    visit(source);
  }
  for await (const file of glob('infra/azure/*.{bicep,bicepparam}', { cwd: root })) {
    const text = await readFile(new URL(file, root), 'utf8');
    for (const line of text.matchAll(/^ *\/\/ .*$/gm))
      found.set(`${file} ${String(line.index)}`, { file, text: line[0] });
  }
  return [...found.values()];
}

describe('the register of assumptions', () => {
  it('holds the id of every assumption that a comment of the code speaks of', async () => {
    const unnamed = (await comments()).flatMap(({ file, text }) =>
      [...text.replaceAll(evidence, '').matchAll(/\bassum(?:ed|es?|ption)\b(?:\(([^)]*)\))?/gi)]
        .filter(([, id]) => id === undefined || !ids.includes(id))
        .map(([word]) => `${file}: ${word}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('holds nothing that no code speaks of', async () => {
    const named = new Set(
      (await comments()).flatMap(({ text }) =>
        [...text.matchAll(/\bassumed\(([^)]*)\)/g)].map(([, id]) => id ?? ''),
      ),
    );
    expect(ids.filter((id) => !named.has(id))).toEqual([]);
  });

  it('names for each assumption the probe that settles it, and every probe what it settles', () => {
    const named = Object.entries(assumptions).flatMap(([id, { settledBy }]) =>
      'probe' in settledBy ? [`${settledBy.probe}: ${id}`] : [],
    );
    const settled = probes.flatMap(({ name, settles }) => settles.map((id) => `${name}: ${id}`));
    expect(settled.sort()).toEqual(named.sort());
  });

  it('names settings that the app reads', () => {
    const sample = Object.keys(settings.Values);
    for (const [id, { otherwise }] of Object.entries(assumptions))
      if (otherwise.kind === 'setting') expect(sample, id).toContain(otherwise.name);
  });

  it('names maps and lines that are there, so that its accepted entries and MAPS_OFF fit', async () => {
    const maps = await loadTableMaps(new URL('functions/', root), { writeBack: 'standard', sandbox: true });
    for (const [id, { accepts = [], otherwise }] of Object.entries(assumptions)) {
      for (const { map, line } of accepts) {
        const lines = mapLines(maps.byName(map)).map(({ name }) => name);
        expect(lines, `${id}: ${map}`).toContain(line);
      }
      if (otherwise.kind === 'maps-off')
        for (const map of otherwise.maps) expect(maps.has(map), `${id}: ${map}`).toBe(true);
    }
  });
});

describe('docs/assumptions.md', () => {
  it('says what the register says; if not, run npm run docs', async () => {
    expect(await readFile(new URL('docs/assumptions.md', root), 'utf8')).toBe(assumptionsPage());
  });

  it('has one line for every assumption', () => {
    const lines = assumptionsPage().split('\n');
    for (const id of ids)
      expect(
        lines.filter((line) => line.startsWith(`| \`${id}\`<br>`)),
        id,
      ).toHaveLength(1);
  });
});

describe('docs/hybrid.md', () => {
  it('has one MAPS_OFF line for every document, with the maps that stay together', async () => {
    const page = await readFile(new URL('docs/hybrid.md', root), 'utf8');
    const lines = [...page.matchAll(/^MAPS_OFF=(.*)$/gm)].map(([, names]) => names);
    expect(lines).toEqual(Object.values(documentMaps).map((names) => names.join('; ')));
  });

  it('keeps header and lines of every document of the maps together', async () => {
    const maps = await loadTableMaps(new URL('functions/', root), { writeBack: 'standard', sandbox: true });
    for (const { name, document } of maps.all()) {
      if (document === undefined) continue;
      const together = Object.values<readonly string[]>(documentMaps).find((names) => names.includes(name));
      expect(together, name).toContain(document.counterpartOf);
    }
  });
});
