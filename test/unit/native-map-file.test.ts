import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importedFile } from '../../scripts/maps/imported-file.ts';
import { declareColumns } from '../../shared/native-map/declare-columns.ts';
import { importNativeMap, type ImportedNativeMap } from '../../shared/native-map/import-native-map.ts';
import { mergeImported } from '../../shared/native-map/merge-imported.ts';
import { parseMapping } from '../../shared/native-map/parse-mapping.ts';
import type { ImportedLine, ImportedMap } from '../../shared/table-map/imported-map.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import type { Field, TableMap } from '../../shared/table-map/table-map.ts';
import {
  byDefault,
  field,
  mapping,
  toDataverse,
  toFinance,
  valueMap,
  type FieldMapping,
} from './native-map-fixture.ts';

let maps: Registry;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imported-'));
  maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: true,
    imported: 'ignored',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A built-in line as dual-write would have it. */
function nativeField({ direction, dataverse, finance, transform }: Field): FieldMapping {
  const way = direction === 'to-finance' ? toFinance : toDataverse;
  const property = finance?.property.toUpperCase() ?? null;
  const path = dataverse?.path.replace('customerid_account', 'customerid') ?? null;
  const lookup =
    path?.startsWith('customerid.') === true ? { destinationLookupFieldRelatedEntity: 'accounts' } : {};
  switch (transform.kind) {
    case 'constant':
      return field(way, property, path, byDefault(String(transform.value)));
    case 'value-map':
      return field(
        way,
        property,
        path,
        valueMap(Object.fromEntries(Object.entries(transform.pairs).filter(([, value]) => value !== ''))),
      );
    default:
      return field(way, property, path, lookup);
  }
}

async function importFields(
  builtIn: TableMap,
  fields: readonly FieldMapping[],
  leg: Readonly<Record<string, unknown>> = {},
): Promise<ImportedNativeMap> {
  const [native] = parseMapping(mapping(builtIn.name, builtIn.dataverse.set, fields, leg), {});
  if (native === undefined) throw new Error('no leg');
  const declared = await declareColumns(native, builtIn, undefined);
  return importNativeMap(native, builtIn, 'a test', maps.all(), declared);
}

describe('a native map that says what ours says', () => {
  it('confirms every line of every built-in map', async () => {
    for (const builtIn of maps.all()) {
      const { differences, map } = await importFields(builtIn, builtIn.fields.map(nativeField));
      const outcomes = differences.filter(({ pair }) => pair !== undefined).map(({ outcome }) => outcome);
      expect(outcomes, builtIn.name).toHaveLength(builtIn.fields.length);
      for (const each of differences.filter(({ pair }) => pair !== undefined)) {
        const labelled = each.why.includes('our values stay');
        expect(each.outcome, `${builtIn.name} ${each.line} ${each.why}`).toBe(
          labelled ? 'kept' : 'confirmed',
        );
      }
      const says = ({ evidence: _evidence, note: _note, ...rest }: Field): unknown => rest;
      expect(map.fields.map(says), builtIn.name).toEqual(builtIn.fields.map(says));
    }
  });
});

describe('the file of an imported map', () => {
  it('says, once it is loaded, what was imported, for every map and with everything a line can hold', async () => {
    for (const [index, builtIn] of maps.all().entries()) {
      const { imported } = await importFields(
        builtIn,
        [...builtIn.fields.slice(1).map(nativeField), field(toFinance, 'Nothing\u2028"\'`${x}', "it's\\")],
        { reversedSourceFilter: 'createdon ne null' },
      );
      const full: ImportedMap = {
        ...imported,
        version: '1.0.0.1',
        columns: { msdyn_project: { contoso_x: { lookup: ['account'] }, contoso_y: 'money' } },
        properties: { ContosoX: { enum: ['A', 'B'] }, ContosoY: 'real' },
        lines: imported.lines.map((line) => (line.kind === 'keep' ? { ...line, evidence: 'assumed' } : line)),
      };
      const file = importedFile(join(folder, `area/map-${index}.imported.ts`));
      await file.write(full, imported);
      expect(await file.read()).toEqual(full);
      expect(await file.readBase()).toEqual(imported);
      expect(await file.comments()).toEqual([]);
    }
  });
});

describe('a file that cannot be written', () => {
  it('is left as it was, and nothing lies beside it', async () => {
    const builtIn = maps.byName('Projects V2');
    const { imported } = await importFields(builtIn, builtIn.fields.map(nativeField));
    const path = join(folder, 'unwritable', 'projects.imported.ts');
    const file = importedFile(path);
    await file.write({ ...imported, version: '1' }, imported);
    const before = await readFile(path, 'utf8');
    // The second of the two files finds a folder in its place.
    const inTheWay = path.replace('.ts', '.json.new');
    await mkdir(inTheWay);
    await expect(file.write({ ...imported, version: '2' }, imported)).rejects.toThrow();
    await rm(inTheWay, { recursive: true });
    expect(await readdir(join(folder, 'unwritable'))).toEqual([
      'projects.imported.json',
      'projects.imported.ts',
    ]);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

describe('changes by hand', () => {
  const pair = (path: string, property: string, more: object = {}): ImportedLine => ({
    kind: 'pair',
    direction: 'to-finance',
    path,
    property,
    evidence: 'imported',
    ...more,
  });
  const out = (target: string): ImportedLine => ({
    kind: 'leave-out',
    direction: 'to-finance',
    target,
    note: 'dual-write does not fill it there',
  });
  const of = (lines: readonly ImportedLine[], more: Partial<ImportedMap> = {}): ImportedMap => ({
    map: 'Projects V2',
    source: 'a test',
    columns: {},
    properties: {},
    filter: 'ours',
    posted: 'ours',
    lines,
    ...more,
  });
  const base = of([pair('a', 'A'), pair('b', 'B'), out('C'), pair('d', 'D')]);

  it('are kept, and what the environment changed elsewhere is taken', () => {
    const keep: ImportedLine = { kind: 'keep', direction: 'to-finance', target: 'C', note: 'wanted' };
    const hand = of([pair('a2', 'A'), pair('b', 'B'), keep, pair('d', 'D'), pair('x', 'X')]);
    const environment = of([pair('a', 'A'), pair('b2', 'B'), out('C'), pair('e', 'E')], { version: '2' });
    const { merged, byHand, claimed, collisions } = mergeImported(base, hand, environment);
    expect(merged.lines).toEqual([pair('a2', 'A'), pair('b2', 'B'), keep, pair('e', 'E'), pair('x', 'X')]);
    expect(merged.version).toBe('2');
    expect(byHand).toEqual(['→ A', '→ C', '→ X']);
    // A line that a person wrote is not what the environment says.
    expect(claimed).toEqual(['→ A', '→ X']);
    expect(collisions).toEqual([]);
  });

  it('that collide with the environment are kept and named with both texts', () => {
    const hand = of([pair('hand', 'A', { evidence: 'accepted' }), out('C'), pair('d', 'D')]);
    const environment = of([pair('there', 'A'), pair('b2', 'B'), out('C')]);
    const { merged, collisions } = mergeImported(base, hand, environment);
    expect(collisions).toEqual([
      {
        line: '→ A',
        hand: 'toFinance("hand", "A", "accepted")',
        environment: 'toFinance("there", "A", "imported")',
      },
      { line: '→ B', hand: '', environment: 'toFinance("b2", "B", "imported")' },
    ]);
    expect(merged.lines).toEqual([pair('hand', 'A', { evidence: 'accepted' }), out('C')]);
  });

  it('do not collide when both say the same now', () => {
    const same = of([pair('z', 'A'), pair('b', 'B'), out('C'), pair('d', 'D')]);
    expect(mergeImported(base, same, same)).toEqual({
      merged: same,
      byHand: [],
      claimed: [],
      collisions: [],
    });
  });

  it('to filters, columns and properties are kept too', () => {
    const hand = of(base.lines, {
      filter: 'none',
      columns: { msdyn_project: { contoso_x: 'text' } },
      properties: { ContosoX: 'string' },
    });
    const { merged, byHand } = mergeImported(
      base,
      hand,
      of(base.lines, { properties: { ContosoY: 'real' } }),
    );
    expect(merged).toMatchObject({
      filter: 'none',
      columns: { msdyn_project: { contoso_x: 'text' } },
      properties: { ContosoX: 'string', ContosoY: 'real' },
    });
    expect(byHand).toEqual(['filter', 'column contoso_x of msdyn_project', 'property ContosoX']);
  });
});
