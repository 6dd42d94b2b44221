import { describe, expect, it } from 'vitest';
import { currentMaps } from '../../shared/native-map/current-maps.ts';
import { readExport } from '../../shared/native-map/read-export.ts';
import { readSolution } from '../../scripts/maps/read-solution.ts';
import {
  both,
  byDefault,
  field,
  mapping,
  record,
  runs,
  toDataverse,
  toFinance,
  valueMap,
} from './native-map-fixture.ts';

const label = 'Projects V2';
const set = 'msdyn_projects';
const projects = mapping(label, set, [field(toFinance, 'PROJECTNAME', 'msdyn_subject')]);
const read = (json: unknown) => readExport(json, 'a file');

describe('an export', () => {
  it.each([
    ['a mapping alone', projects],
    ['a record', record(projects, '1.0.0.3')],
    ['records in an array', [record(projects, '1.0.0.3')]],
    ['an answer of the Web API', { value: [record(projects, '1.0.0.3')] }],
    ['a mapping written as JSON twice', { msdyn_mapping: JSON.stringify(JSON.stringify(projects)) }],
    ['a mapping that is no text', { msdyn_mapping: projects }],
  ])('may be %s', (_shape, json) => {
    expect(read(json).maps).toMatchObject([
      { native: { label, set, pairs: [{ finance: 'PROJECTNAME', dataverse: 'msdyn_subject' }] } },
    ]);
  });

  it('may be a solution: customizations.xml', () => {
    const [first] = read(
      readSolution(`<?xml version="1.0"?><ImportExportXml><msdyn_dualwriteentitymaps>
        <msdyn_dualwriteentitymap msdyn_dualwriteentitymapid="1">
          <msdyn_mapping>${JSON.stringify(projects).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</msdyn_mapping>
          <msdyn_name>contoso_[x - y]</msdyn_name><msdyn_version>1.0.0.0</msdyn_version>
        </msdyn_dualwriteentitymap></msdyn_dualwriteentitymaps></ImportExportXml>`),
    ).maps;
    expect(first?.native).toMatchObject({ name: 'contoso_[x - y]', version: '1.0.0.0', label });
    expect(readSolution('<ImportExportXml><Entities /></ImportExportXml>')).toBeUndefined();
    expect(readSolution('<not xml')).toBeUndefined();
  });

  it('reads directions as numbers and as text, and turns a leg whose source is Dataverse', () => {
    const turned = mapping(label, set, [], {
      sourceSchema: set,
      sourceEnvironmentType: 'CRM',
      sourceFilter: 'statecode eq 0',
      destinationSchema: label,
      destinationEnvironmentType: 'AX',
      reversedSourceFilter: '(ProjectId != "")',
      fieldMappings: [
        field(1, 'msdyn_subject', 'PROJECTNAME'),
        field('2', 'statecode', 'STAGE'),
        field('3', 'a', 'B'),
      ],
    });
    expect(read(turned).maps[0]?.native).toMatchObject({
      label,
      set,
      dataverseFilter: 'statecode eq 0',
      financeFilter: '(ProjectId != "")',
      pairs: [
        { finance: 'PROJECTNAME', dataverse: 'msdyn_subject', direction: 'to-finance' },
        { finance: 'STAGE', dataverse: 'statecode', direction: 'to-dataverse' },
        { finance: 'B', dataverse: 'a', direction: 'both' },
      ],
    });
    const plain = mapping(label, set, [field('1', 'A', 'a'), field(2, 'B', 'b'), field(0, 'C', 'c')]);
    expect(read(plain).maps[0]?.native.pairs.map(({ direction }) => direction)).toEqual([
      'to-dataverse',
      'to-finance',
      'unknown',
    ]);
  });

  it('reads value maps, defaults, look-ups, generated keys, and sides that are not there', () => {
    const map = mapping(label, set, [
      field(
        both,
        'STAGE',
        'statecode',
        valueMap({ inProcess: '0' }, { $type: 'x', createValuesOnDestination: true }),
      ),
      field(toDataverse, '[None]', 'MSDYN_Type', byDefault('3')),
      field(toFinance, 'CONTRACT', 'msdyn_salesorderid.msdyn_salesordernumber', {
        destinationLookupFieldRelatedEntity: 'salesorders',
        isSystemGenerated: true,
      }),
      field(toFinance, 'X', null, { valueTransforms: [{ transformType: 'Truncate' }] }),
    ]);
    expect(read(map).maps[0]?.native.pairs).toEqual([
      {
        finance: 'STAGE',
        dataverse: 'statecode',
        direction: 'both',
        transforms: [{ kind: 'value-map', values: { inProcess: '0' }, createsValues: true }],
      },
      {
        dataverse: 'msdyn_type',
        direction: 'to-dataverse',
        transforms: [{ kind: 'default', value: '3' }],
      },
      {
        finance: 'CONTRACT',
        dataverse: 'msdyn_salesorderid.msdyn_salesordernumber',
        related: 'salesorders',
        direction: 'to-finance',
        transforms: [],
      },
      {
        finance: 'X',
        direction: 'to-finance',
        transforms: [{ kind: 'other', type: 'Truncate' }],
      },
    ]);
  });

  it.each([
    ['text', 'is no JSON object'],
    [{ some: 'thing' }, 'neither a mapping'],
    [{ msdyn_name: 'M', msdyn_mapping: 'no JSON' }, 'M: its mapping is not JSON'],
    [{ msdyn_name: 'M', msdyn_mapping: '{"legs":[]}' }, 'legs'],
    [
      { msdyn_name: 'M', msdyn_mapping: JSON.stringify(mapping(label, set, [], { fieldMappings: 7 })) },
      'fieldMappings',
    ],
    [mapping(label, set, [], { destinationEnvironmentType: 'SAP' }), 'between AX and SAP'],
    [{ msdyn_unsecure: 'no JSON' }, 'msdyn_unsecure is not JSON'],
    [{ msdyn_unsecure: '{"SourceEntityName":"a"}' }, 'no running version'],
  ])('that cannot be read is named, with what is wrong: %j', (json, problem) => {
    expect(read([json, record(projects, '1')])).toMatchObject({
      maps: [{ native: { label } }],
      unreadable: [{ origin: 'a file', problem: expect.stringContaining(problem) as string }],
    });
  });
});

describe('the version that counts', () => {
  const versions = (running: readonly unknown[], ...saved: readonly (readonly [string, string?])[]) =>
    currentMaps(read([...running, ...saved.map(([version, on]) => record(projects, version, on))]));

  it('is the one that runs, although a parked one has a higher number and was saved later', () => {
    const { current } = versions(
      [runs(set, label, '1.0.0.3')],
      ['1.0.0.2', '2025-01-01T00:00:00Z'],
      ['1.0.0.3', '2025-02-01T00:00:00Z'],
      ['9.9.9.9', '2025-06-01T00:00:00Z'],
    );
    expect(current).toMatchObject([
      { native: { version: '1.0.0.3' }, why: 'runs there', parked: ['1.0.0.2', '9.9.9.9'] },
    ]);
  });

  it('is the one that was saved last where none is known to run, never the highest number', () => {
    const { current } = versions(
      [],
      ['9.9.9.9', '2023-11-27T19:11:00Z'],
      ['2.0.2.1', '2026-08-06T09:58:00Z'],
      ['2.0.2.0', '2026-03-24T13:48:00Z'],
    );
    expect(current).toMatchObject([{ native: { version: '2.0.2.1' } }]);
    expect(current[0]?.why).toContain('which one runs is not known');
  });

  it('is the higher number of two that were saved at once', () => {
    const at = '2025-03-05T14:25:00Z';
    expect(versions([], ['2.0.1.9', at], ['2.0.1.10', at]).current[0]?.native.version).toBe('2.0.1.10');
  });

  it('is said to be a makeshift when the running one is not among the records, or two are said to run', () => {
    const saved = ['1.0.0.2', '2025-01-01T00:00:00Z'] as const;
    expect(versions([runs(set, label, '1.0.0.9')], saved).current[0]?.why).toContain(
      '1.0.0.9 runs there and is not',
    );
    expect(
      versions([runs(set, label, '1.0.0.2'), runs(set, label, '1.0.0.9')], saved).current[0]?.why,
    ).toContain('1.0.0.2 and 1.0.0.9 are both said to run');
  });

  it('is unclear when nothing tells one from the other, and says what to do', () => {
    expect(versions([], ['1.0.0.2'], ['9.9.9.9'])).toMatchObject({
      current: [],
      unclear: [
        {
          problem: expect.stringMatching(
            /1\.0\.0\.2 in a file, 9\.9\.9\.9 in a file.*msdyn_dualwriteruntimeconfigs/,
          ) as string,
        },
      ],
    });
  });

  it('is not told by a row that was switched off, nor by one of another map', () => {
    const { current } = versions(
      [{ ...runs(set, label, '9.9.9.9'), statecode: 1 }, runs('accounts', label, '9.9.9.9')],
      ['1.0.0.3', '2025-02-01T00:00:00Z'],
      ['9.9.9.9', '2025-01-01T00:00:00Z'],
    );
    expect(current[0]?.native.version).toBe('1.0.0.3');
  });
});
