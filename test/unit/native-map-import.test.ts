import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { declareColumns } from '../../shared/native-map/declare-columns.ts';
import type { Difference } from '../../shared/native-map/difference.ts';
import type { EnvironmentTypes } from '../../shared/native-map/environment-types.ts';
import { importNativeMap, type ImportedNativeMap } from '../../shared/native-map/import-native-map.ts';
import { parseMapping } from '../../shared/native-map/parse-mapping.ts';
import { applyImported } from '../../shared/table-map/apply-imported.ts';
import { checkTableMap } from '../../shared/table-map/check-table-map.ts';
import { dataverseTable } from '../../shared/table-map/dataverse-table.ts';
import { financeEntity } from '../../shared/table-map/finance-entity.ts';
import { guesses } from '../../shared/table-map/guesses.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import { stopReason } from '../../shared/table-map/stop-reason.ts';
import type { Field } from '../../shared/table-map/table-map.ts';
import {
  both,
  byDefault,
  field,
  mapping,
  toDataverse,
  toFinance,
  valueMap,
  type FieldMapping,
} from './native-map-fixture.ts';

let maps: Registry;
beforeAll(async () => {
  maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: true,
    imported: 'ignored',
  });
});

async function importOf(
  name: string,
  fields: readonly FieldMapping[],
  more: { readonly leg?: Readonly<Record<string, unknown>>; readonly types?: EnvironmentTypes } = {},
) {
  const builtIn = maps.byName(name);
  const [native] = parseMapping(mapping(name, builtIn.dataverse.set, fields, more.leg), {
    version: '1.0.0.9',
  });
  if (native === undefined) throw new Error('no leg');
  const declared = await declareColumns(native, builtIn, more.types);
  const result = importNativeMap(native, builtIn, 'a test', maps.all(), declared);
  return { ...result, ...looking(result) };
}

const looking = ({ differences, map }: ImportedNativeMap) => ({
  line: (line: string): Difference | undefined => differences.find((each) => each.line === line),
  pair: (index: number): Difference | undefined => differences.find((each) => each.pair === index),
  to: (target: string): Field | undefined =>
    map.fields.find((each) =>
      each.direction === 'to-finance' ? each.finance?.property === target : each.dataverse?.path === target,
    ),
});

const projects = 'Projects V2';
const actuals = 'Project Operations integration actuals';
const vendorLines = 'Project Operations integration project vendor invoice line export entity';
const expenses = 'Project Operations integration project expenses export entity';
const subcontracts = 'Project subcontract purchase order header';
const contractLines = 'Project contract lines';

describe('a pair of the native map', () => {
  it('confirms ours where it says the same, in capitals and members in any case', async () => {
    const { pair, to } = await importOf(contractLines, [
      field(toFinance, 'DESCRIPTION', 'productdescription'),
      field(
        toFinance,
        'BILLINGMETHOD',
        'msdyn_billingmethod',
        valueMap({ timeMaterial: '192350000', fixedPrice: '192350001' }),
      ),
      field(
        toFinance,
        'AREHOURTRANSACTIONSINCLUDED',
        'msdyn_includetime',
        valueMap({ yes: 'True', no: 'False' }),
      ),
    ]);
    for (const index of [0, 1, 2]) expect(pair(index)).toMatchObject({ outcome: 'confirmed', why: '' });
    expect(to('BillingMethod')).toMatchObject({ evidence: 'imported' });
    expect(to('Description')).toMatchObject({
      evidence: 'imported',
      dataverse: { path: 'productdescription' },
    });
  });

  it('puts its other side in the place of ours', async () => {
    const { pair, to } = await importOf(projects, [field(toFinance, 'PROJECTNAME', 'msdyn_description')]);
    expect(pair(0)).toMatchObject({
      outcome: 'changed',
      environment: 'msdyn_description',
      builtIn: 'msdyn_subject',
    });
    expect(to('ProjectName')?.dataverse?.path).toBe('msdyn_description');
  });

  it('replaces values that differ, and keeps what ours says of an empty column', async () => {
    const { pair, to } = await importOf(actuals, [
      field(toFinance, 'BILLINGTYPE', 'msdyn_billingtype', valueMap({ chargeable: '7', nonChargeable: '8' })),
    ]);
    expect(to('BillingType')?.transform).toEqual({
      kind: 'value-map',
      pairs: { Chargeable: '7', NonChargeable: '8', NotSpecified: '' },
    });
    expect(pair(0)).toMatchObject({ outcome: 'changed' });
    expect(pair(0)?.why).toContain('an empty column is NotSpecified in ours');
  });

  it('gives an open pair its other side; a look-up to another table of ours makes a parent', async () => {
    const { pair, to, map } = await importOf(subcontracts, [
      field(toFinance, 'PROJID', 'contoso_project.msdyn_projectnumber', {
        destinationLookupFieldRelatedEntity: 'msdyn_projects',
      }),
    ]);
    expect(pair(0)).toMatchObject({ outcome: 'filled' });
    expect(to('ProjId')).toMatchObject({ evidence: 'imported', dataverse: { type: 'text' } });
    expect(map.openPairs.map(({ property }) => property)).not.toContain('ProjId');
    expect(map.toFinance?.references).toContainEqual({
      kind: 'parent',
      lookup: 'contoso_project',
      map: projects,
    });
  });

  it('is added where ours has nothing', async () => {
    const { pair, to } = await importOf(projects, [field(toFinance, 'PROJECTGROUP', 'msdyn_subject')]);
    const known = Object.hasOwn(financeEntity('ProjProjectV2Entity').properties, 'ProjectGroup');
    expect(pair(0)?.outcome).toBe(known ? 'added' : 'not-carried');
    expect(to('ProjectGroup') === undefined).toBe(!known);
  });

  it('may be a default that stands alone, or one for an empty column', async () => {
    const { pair, to } = await importOf(expenses, [
      field(toDataverse, '[None]', 'msdyn_expensestatus', byDefault('192350002')),
      field(toDataverse, 'QUANTITY', 'msdyn_quantity', byDefault('1')),
    ]);
    expect(to('msdyn_expensestatus')).toMatchObject({
      transform: { kind: 'constant', value: '192350002' },
      sent: 'create',
      evidence: 'imported',
    });
    expect(to('msdyn_quantity')).toMatchObject({ whenEmpty: '1' });
    expect([pair(0)?.outcome, pair(1)?.outcome]).toEqual(['changed', 'changed']);
  });

  it('keeps our values where it has none for an enum', async () => {
    const { pair, to } = await importOf(projects, [field(toFinance, 'PROJECTSTAGE', 'statecode')]);
    expect(pair(0)).toMatchObject({ outcome: 'kept' });
    expect(pair(0)?.why).toContain('our values stay');
    expect(to('ProjectStage')?.transform.kind).toBe('value-map');
  });

  it('goes by the navigation property where a look-up leads to several tables, and by the look-up for its id', async () => {
    const { pair } = await importOf('Project contract headers', [
      field(toFinance, 'CUSTOMERACCOUNTNUMBER', 'customerid.accountnumber', {
        destinationLookupFieldRelatedEntity: 'accounts',
      }),
    ]);
    expect(pair(0)).toMatchObject({ outcome: 'confirmed' });
    const actual = await importOf(actuals, [
      field(toFinance, 'RESOURCEID', 'msdyn_bookableresource.bookableresourceid', {
        destinationLookupFieldRelatedEntity: 'bookableresources',
      }),
    ]);
    expect(actual.pair(0)).toMatchObject({ outcome: 'confirmed' });
  });

  it('of both ways is carried the way that ours has, and says so', async () => {
    const { pair, to } = await importOf(actuals, [
      field(both, 'ACTUALSIMPORTID', 'msdyn_actualimportid'),
      field(both, 'SALESTAXAMOUNT', 'msdyn_accountingtaxamount'),
      field(both, 'VOUCHERNUMBER', 'msdyn_vouchernumber'),
    ]);
    expect(pair(0)).toMatchObject({ line: '→ ActualsImportId', outcome: 'confirmed' });
    expect(pair(0)?.why).toContain('here Dataverse');
    expect(pair(1)).toMatchObject({ line: '← msdyn_accountingtaxamount', outcome: 'confirmed' });
    expect(pair(1)?.why).toContain('here Finance');
    expect(to('msdyn_vouchernumber')?.evidence).toBe('imported');
  });

  it('takes types that we do not know from the environment, and guesses them without one', async () => {
    const types: EnvironmentTypes = {
      columnOf: (_table, column) =>
        Promise.resolve(
          column === 'contoso_rate'
            ? 'money'
            : column === 'contoso_plan'
              ? { lookup: ['msdyn_project'] }
              : undefined,
        ),
      propertyOf: (_set, name) =>
        Promise.resolve(
          name.toLowerCase() === 'contosorate' ? { name: 'ContosoRate', property: 'real' } : undefined,
        ),
    };
    const asked = await importOf(
      projects,
      [
        field(toFinance, 'CONTOSORATE', 'contoso_rate'),
        field(toFinance, 'DESCRIPTION', 'contoso_plan.msdyn_subject'),
        field(toFinance, 'PROJECTNAME', 'contoso_missing'),
      ],
      { types },
    );
    expect(asked.imported.columns).toEqual({
      msdyn_project: { contoso_rate: 'money', contoso_plan: { lookup: ['msdyn_project'] } },
    });
    expect(asked.imported.properties).toEqual({ ContosoRate: 'real' });
    expect(asked.to('ContosoRate')).toMatchObject({ evidence: 'imported' });
    expect(asked.pair(0)).toMatchObject({ outcome: 'added' });
    expect(asked.pair(1)).toMatchObject({ outcome: 'changed' });
    expect(asked.pair(2)).toMatchObject({ outcome: 'not-carried' });

    const guessed = await importOf(projects, [field(toFinance, 'DESCRIPTION', 'contoso_text')]);
    expect(guessed.to('Description')).toMatchObject({ evidence: 'assumed', dataverse: { type: 'text' } });
    expect(guessed.pair(0)?.why).toContain('is a guess');
  });
});

describe('a pair that cannot be carried', () => {
  it.each<[string, string, FieldMapping, string]>([
    [
      'an unknown transform',
      projects,
      field(toFinance, 'PROJECTNAME', 'msdyn_subject', { valueTransforms: [{ transformType: 'Truncate' }] }),
      '"Truncate" is none that we know',
    ],
    [
      'an unknown property',
      projects,
      field(toFinance, 'CONTOSOPROPERTY', 'msdyn_subject'),
      'no property CONTOSOPROPERTY',
    ],
    [
      'an unknown column on the way to Dataverse',
      vendorLines,
      field(toDataverse, 'DESCRIPTION', 'contoso_unknown'),
      'no column contoso_unknown',
    ],
    [
      'a look-up to an unknown table',
      projects,
      field(toFinance, 'DESCRIPTION', 'contoso_program.contoso_name', {
        destinationLookupFieldRelatedEntity: 'contoso_programs',
      }),
      'contoso_programs',
    ],
    ['no direction', projects, field(7, 'PROJECTNAME', 'msdyn_subject'), 'no direction that we know'],
    [
      'a direction that ours has not',
      projects,
      field(toDataverse, 'PROJECTNAME', 'msdyn_subject'),
      'never writes to Dataverse',
    ],
    [
      'a direction that ours has not',
      vendorLines,
      field(toFinance, 'DESCRIPTION', 'msdyn_description'),
      'never writes to Finance',
    ],
    [
      'types that do not convert',
      projects,
      field(toFinance, 'PROJECTEDSTARTDATE', 'msdyn_subject'),
      'cannot be converted',
    ],
    [
      'a value map of no enum',
      projects,
      field(toFinance, 'PROJECTNAME', 'msdyn_subject', valueMap({ A: 'b' })),
      'only an enum has values',
    ],
    [
      'values that stand for two members',
      projects,
      field(toFinance, 'PROJECTSTAGE', 'statecode', valueMap({ inProcess: '0', completed: '0' })),
      '0 stands for two members: InProcess, Completed',
    ],
    [
      'a value map that has one member twice',
      projects,
      field(
        toFinance,
        'PROJECTSTAGE',
        'statecode',
        valueMap({ inProcess: '0', INPROCESS: '2', completed: '1' }),
      ),
      'has InProcess twice, as 0 and as 2',
    ],
    [
      'several value maps',
      projects,
      field(toFinance, 'PROJECTSTAGE', 'statecode', {
        valueTransforms: [
          { transformType: 'ValueMap', valueMap: { inProcess: '0' } },
          { transformType: 'ValueMap', valueMap: { completed: '1' } },
        ],
      }),
      'several transforms of one kind ((inProcess = 0); (completed = 1))',
    ],
    [
      'several defaults',
      projects,
      field(toFinance, 'PROJECTNAME', 'msdyn_subject', {
        valueTransforms: [
          { transformType: 'Default', defaultValue: 'A' },
          { transformType: 'Default', defaultValue: 'B' },
        ],
      }),
      'several transforms of one kind (default A; default B)',
    ],
    [
      'three steps of which the second is not known',
      projects,
      field(toFinance, 'PROJECTCONTRACTID', 'msdyn_salesorderid.contoso_frame.contoso_number', {
        destinationLookupFieldRelatedEntity: 'salesorders',
      }),
      'no column contoso_frame of salesorder',
    ],
    ['no default on an empty side', projects, field(toFinance, 'PROJECTNAME', null), 'has no default'],
    ['neither side', projects, field(toFinance, null, ''), 'names no column'],
  ])('is listed with its reason: %s', async (_what, map, native, reason) => {
    const { pair, imported } = await importOf(map, [native]);
    expect(pair(0)).toMatchObject({ outcome: 'not-carried', why: expect.stringContaining(reason) as string });
    expect(imported.lines).toContainEqual({
      kind: 'not-carried',
      finance: native.sourceField ?? '',
      dataverse: native.destinationField ?? '',
      note: expect.stringContaining(reason) as string,
    });
  });

  it('keeps the line of ours that it speaks of, which is no more than assumed then, however well documented', async () => {
    const cut = { valueTransforms: [{ transformType: 'Truncate' }] };
    const documented = maps
      .byName(actuals)
      .fields.find(({ finance }) => finance?.property === 'ExternalDescription');
    expect(documented?.evidence).toBe('documented');
    const { pair, to, map } = await importOf(actuals, [
      field(toFinance, 'EXTERNALDESCRIPTION', 'msdyn_externaldescription', cut),
      field(7, 'DESCRIPTION', 'msdyn_description'),
    ]);
    expect(pair(0)?.why).toContain('ours stays, and is no more than assumed');
    expect(to('ExternalDescription')).toMatchObject({
      evidence: 'assumed',
      dataverse: documented?.dataverse,
      note: expect.stringContaining('"Truncate" is none that we know') as string,
    });
    expect(to('Description')).toMatchObject({ evidence: 'assumed' });
    expect(guesses(map).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ExternalDescription', 'Description']),
    );

    const second = await importOf(actuals, [
      field(toFinance, 'EXTERNALDESCRIPTION', 'msdyn_externaldescription', cut),
      field(toFinance, 'EXTERNALDESCRIPTION', 'msdyn_externaldescription'),
    ]);
    expect(second.to('ExternalDescription')).toMatchObject({ evidence: 'imported' });
  });

  it('is the second of two that fill one column', async () => {
    const { pair, to } = await importOf(projects, [
      field(toFinance, 'PROJECTNAME', 'msdyn_subject'),
      field(toFinance, 'ProjectName', 'msdyn_description'),
    ]);
    expect(pair(1)).toMatchObject({
      outcome: 'not-carried',
      why: expect.stringContaining('another pair') as string,
    });
    expect(to('ProjectName')?.dataverse?.path).toBe('msdyn_subject');
  });

  it('is one that would give a column two owners', async () => {
    const { pair, to } = await importOf(actuals, [
      field(toFinance, 'QUANTITY', 'msdyn_quantity'),
      field(toDataverse, 'ACCOUNTINGAMOUNT', 'msdyn_quantity'),
    ]);
    expect(pair(1)).toMatchObject({
      outcome: 'not-carried',
      why: expect.stringContaining('needs one owner') as string,
    });
    expect(to('Quantity')).toMatchObject({ evidence: 'imported' });
  });

  it('may be a value alone: of an unknown member, or one that would be created', async () => {
    const { pair, to } = await importOf(projects, [
      field(
        toFinance,
        'PROJECTSTAGE',
        'statecode',
        valueMap({ inProcess: '0', dreaming: '5' }, { createValuesOnDestination: true }),
      ),
    ]);
    expect(pair(0)?.why).toContain('value dreaming is not carried');
    expect(pair(0)?.why).toContain('createValuesOnDestination is not carried');
    expect(to('ProjectStage')?.transform).toEqual({ kind: 'value-map', pairs: { InProcess: '0' } });
  });
});

describe('what a pair says besides', () => {
  it('is named where it has no effect: a value map of a constant', async () => {
    const { pair } = await importOf(expenses, [
      field(toDataverse, '[None]', 'msdyn_expensestatus', {
        valueTransforms: [
          { transformType: 'ValueMap', valueMap: { a: '1' } },
          { transformType: 'Default', defaultValue: '192350001' },
        ],
      }),
    ]);
    expect(pair(0)).toMatchObject({ outcome: 'confirmed', why: '(a = 1) is not carried: it maps no column' });
  });

  it('does not matter where a value map says one thing twice, or dual-write made the pair by itself', async () => {
    const { pair } = await importOf(projects, [
      field(
        toFinance,
        'PROJECTSTAGE',
        'statecode',
        valueMap({ inProcess: '0', InProcess: '0', completed: '1' }),
      ),
      field(toFinance, 'PROJECTCONTRACTID', 'msdyn_salesorderid.msdyn_salesordernumber', {
        destinationLookupFieldRelatedEntity: 'salesorders',
        isSystemGenerated: true,
      }),
      field(toFinance, 'CUSTOMERACCOUNTNUMBER', 'msdyn_salesorderid.customerid_account.accountnumber', {
        destinationLookupFieldRelatedEntity: 'salesorders',
      }),
    ]);
    expect(pair(0)).toMatchObject({ outcome: 'confirmed', why: '' });
    expect(pair(1)).toMatchObject({ outcome: 'confirmed', why: '' });
    expect(pair(2)).toMatchObject({
      outcome: 'changed',
      environment: 'msdyn_salesorderid.customerid_account.accountnumber',
    });
  });
});

describe('a line that only the built-in map has', () => {
  it('is left out, because dual-write does not fill it there', async () => {
    const { line, to, imported } = await importOf(projects, [
      field(toFinance, 'PROJECTNAME', 'msdyn_subject'),
    ]);
    expect(line('→ Description')).toMatchObject({ outcome: 'left-out', builtIn: 'msdyn_description' });
    expect(to('Description')).toBeUndefined();
    expect(imported.lines).toContainEqual({
      kind: 'leave-out',
      direction: 'to-finance',
      target: 'Description',
      note: 'dual-write does not fill it there',
    });
  });

  it('stays when it fills the key in Finance, which dual-write does by itself', async () => {
    const { line, to } = await importOf(projects, [field(toFinance, 'PROJECTNAME', 'msdyn_subject')]);
    for (const key of ['dataAreaId', 'ProjectId']) {
      expect(line(`→ ${key}`)).toMatchObject({
        outcome: 'kept',
        why: expect.stringContaining('key in Finance') as string,
      });
      expect(to(key)).toBeDefined();
    }
  });

  it('stays when it finds the row of a look-up within its company', async () => {
    const { line } = await importOf(vendorLines, [
      field(toDataverse, 'PROJTRANSID', 'msdyn_externalinvoiceline'),
      field(toDataverse, 'PROJID', 'msdyn_project.msdyn_projectnumber'),
    ]);
    expect(line('← msdyn_project.msdyn_owningcompany.cdm_companycode')).toMatchObject({ outcome: 'kept' });
    expect(line('← msdyn_quantity')).toMatchObject({ outcome: 'left-out' });
  });

  it('takes its look-up of a row that native dual-write keeps along when it goes', async () => {
    const { map } = await importOf(actuals, [field(toFinance, 'ACTUALID', 'msdyn_actualid')]);
    expect(map.toFinance?.references.filter(({ kind }) => kind === 'reference-only')).toEqual([]);
    expect(map.toFinance?.findBy).toBe('ActualId');
    expect(map.toFinance?.frozenWhen).toEqual(maps.byName(actuals).toFinance?.frozenWhen);
  });
});

describe('a filter of the native map', () => {
  const line = field(toFinance, 'PROJECTNAME', 'msdyn_subject');
  it('confirms ours, takes its place, or comes where ours has none', async () => {
    const headers = 'Project contract headers';
    const same = await importOf(headers, [], {
      leg: { reversedSourceFilter: '(msdyn_ordertype\u00a0eq 192350001)' },
    });
    expect(same.line('filter')).toMatchObject({ outcome: 'confirmed' });
    expect(same.map.toFinance?.filter).toMatchObject({ evidence: 'imported', exit: 'keep' });

    const other = await importOf(headers, [], { leg: { reversedSourceFilter: 'msdyn_ordertype eq 5' } });
    expect(other.line('filter')).toMatchObject({ outcome: 'changed' });
    expect(other.map.toFinance?.filter).toMatchObject({ text: 'msdyn_ordertype eq 5', evidence: 'imported' });

    const added = await importOf(projects, [line], { leg: { reversedSourceFilter: 'statecode eq 0' } });
    expect(added.line('filter')).toMatchObject({ outcome: 'added' });
    expect(added.map.toFinance?.filter).toMatchObject({ text: 'statecode eq 0', exit: 'keep' });
  });

  it('leaves ours where it is empty or cannot be said, with the reason', async () => {
    const headers = 'Project contract headers';
    const empty = await importOf(headers, []);
    expect(empty.line('filter')).toMatchObject({ outcome: 'kept' });
    expect(empty.map.toFinance?.filter).toEqual(maps.byName(headers).toFinance?.filter);

    const order = await importOf(headers, [], { leg: { reversedSourceFilter: 'msdyn_ordertype gt 5' } });
    expect(order.line('filter')).toMatchObject({
      outcome: 'not-carried',
      why: expect.stringContaining('by gt') as string,
    });
    const ours = maps.byName(headers).toFinance?.filter;
    expect(order.map.toFinance?.filter).toMatchObject({ when: ours?.when, exit: ours?.exit });
  });

  it('that cannot be said keeps the map from running until a person has decided', async () => {
    const leg = { reversedSourceFilter: 'createdon gt 2026-01-01', sourceFilter: '(ProjId like "A*")' };
    const sent = await importOf(projects, [line], { leg });
    expect(sent.line('filter')).toMatchObject({
      outcome: 'not-carried',
      why: expect.stringMatching(/by gt.*no filter holds.*does not run.*"none" at filter/) as string,
    });
    expect(stopReason(sent.map, 'stop')).toContain('filter');
    expect(guesses(sent.map).map(({ line: claim }) => claim)).toContain(
      'filter: every row, where dual-write has: createdon gt 2026-01-01',
    );
    const decided = applyImported(maps.byName(projects), { ...sent.imported, filter: 'none' }, maps.all());
    expect(guesses(decided).map(({ name }) => name)).not.toContain('filter');

    const brought = await importOf(expenses, [], { leg });
    expect(brought.imported.posted).toMatchObject({
      text: '(ProjId like "A*")',
      notCarried: expect.stringContaining('like') as string,
    });
    expect(guesses(brought.map).map(({ line: claim }) => claim)).toContainEqual(
      expect.stringMatching(/^posted: ProjCostTransExists .*, where dual-write has: \(ProjId like "A\*"\)$/),
    );
    // One for a direction that the map has not is of no consequence.
    expect(sent.imported.posted).toBe('ours');
    expect(brought.imported.filter).toBe('ours');
  });

  it('of the Finance side holds besides our posted predicate, so that no draft crosses', async () => {
    const differs = await importOf(expenses, [], {
      leg: { sourceFilter: '(ProjId != "X") && (Quantity != 0)' },
    });
    expect(differs.line('posted')).toMatchObject({ outcome: 'changed' });
    expect(differs.map.toDataverse?.posted.evidence).toBe('assumed');
    expect(JSON.stringify(differs.map.toDataverse?.posted.when)).toContain('ProjCostTransExists');
    expect(JSON.stringify(differs.map.toDataverse?.posted.when)).toContain('Quantity');

    const same = await importOf(expenses, [], {
      leg: { sourceFilter: '((ProjId != "") && (ProjCostTransExists == 1))' },
    });
    expect(same.line('posted')).toMatchObject({ outcome: 'confirmed' });
    expect(same.map.toDataverse?.posted.evidence).toBe('imported');

    const wild = await importOf(expenses, [], { leg: { sourceFilter: '(ProjId like "A*")' } });
    expect(wild.line('posted')).toMatchObject({ outcome: 'not-carried' });
    expect(wild.map.toDataverse?.posted.when).toEqual(maps.byName(expenses).toDataverse?.posted.when);
  });
});

describe('any native map', () => {
  const names = [projects, actuals, vendorLines, expenses, subcontracts, contractLines];
  const known = (name: string) => {
    const { dataverse, finance } = maps.byName(name);
    return {
      columns: [...Object.keys(dataverseTable(dataverse.table).columns), 'contoso_x', 'contoso_y.contoso_z'],
      properties: [...Object.keys(financeEntity(finance.entity).properties), 'ContosoX'],
    };
  };
  const transforms = [
    [],
    [{ transformType: 'ValueMap', valueMap: { yes: 'True', no: 'False', cost: '192350000' } }],
    [{ transformType: 'Default', defaultValue: '1' }],
    [{ transformType: 'CountryCode' }],
  ];

  it('is in the differences pair by pair, and what comes of it agrees with itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(
          fc.record({
            syncDirection: fc.constantFrom<number | string>(1, 2, 3, '3', 0),
            column: fc.nat(),
            property: fc.nat(),
            without: fc.constantFrom('neither', 'neither', 'neither', 'column', 'property'),
            valueTransforms: fc.constantFrom(...transforms),
          }),
          { maxLength: 25 },
        ),
        fc.constantFrom('', 'statecode eq 0', 'statecode gt 0', 'nothing eq 1'),
        fc.constantFrom('', '(Description != "")', '(Nothing == 1'),
        async (name, drawn, reversedSourceFilter, sourceFilter) => {
          const { columns, properties } = known(name);
          const fields = drawn.map(({ syncDirection, column, property, without, valueTransforms }) =>
            field(
              syncDirection,
              without === 'property' ? null : (properties[property % properties.length] ?? '').toUpperCase(),
              without === 'column' ? '' : (columns[column % columns.length] ?? ''),
              { valueTransforms },
            ),
          );
          const { differences, imported, map } = await importOf(name, fields, {
            leg: { reversedSourceFilter, sourceFilter },
          });
          const pairs = differences.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
          expect(pairs).toEqual(fields.map((_, index) => index));
          for (const each of differences) if (each.outcome === 'not-carried') expect(each.why).not.toBe('');
          const builtIn = maps.byName(name);
          checkTableMap(applyImported(builtIn, imported, maps.all()));
          const spoken = new Set(differences.map(({ line }) => line));
          for (const each of builtIn.fields) {
            const target =
              each.direction === 'to-finance'
                ? `→ ${each.finance?.property ?? ''}`
                : `← ${each.dataverse?.path ?? ''}`;
            expect(spoken).toContain(target);
          }
          expect(map.toFinance?.frozenWhen).toEqual(builtIn.toFinance?.frozenWhen);
        },
      ),
      { numRuns: 300 },
    );
  });
});
