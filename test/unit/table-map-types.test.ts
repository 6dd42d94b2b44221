import { describe, expect, it } from 'vitest';
import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { fieldBuilder } from '../../shared/table-map/field-builder.ts';
import { stopReason } from '../../shared/table-map/stop-reason.ts';
import type { Field, TableMap } from '../../shared/table-map/table-map.ts';
import { when } from '../../shared/table-map/when.ts';

/*
 * Each `@ts-expect-error` is checked by the compiler: a mistake that compiles makes it an error. Each test then shows
 * that a map which did not come through the compiler is refused all the same.
 */

const { toFinance, toDataverse, constantToDataverse, constantToFinance, openToFinance } = fieldBuilder(
  'msdyn_project',
  'ProjProjectV2Entity',
);
const key = [
  toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed'),
  toFinance('msdyn_projectnumber', 'ProjectId', 'assumed'),
] as const;
const described = {
  name: 'Test',
  version: '1',
  area: 'setup-configuration',
  kind: 'master',
  setEvidence: 'assumed',
  identity: 'dataverse',
} as const;
const rules = { deletes: 'never' } as const;
const everyProject = { text: '', when: when.everything, evidence: 'assumed' } as const;

/** A map with one more field, whatever it is. */
const defineWith = (field: Field): TableMap =>
  defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
    ...described,
    fields: [...key, field],
    toFinance: rules,
  }));

describe('A name that does not exist does not compile', () => {
  it('as a column', () => {
    // @ts-expect-error no such column
    const wrong = () => toFinance('msdyn_subjekt', 'ProjectName', 'assumed');
    expect(wrong).toThrow('Our metadata knows no column msdyn_subjekt of msdyn_project.');
  });

  it('as a column behind a look-up', () => {
    // @ts-expect-error the company has no project number
    const wrong = () => toFinance('msdyn_owningcompany.msdyn_projectnumber', 'ProjectName', 'assumed');
    expect(wrong).toThrow('Our metadata knows no column msdyn_projectnumber of cdm_company.');
  });

  it('as a property', () => {
    // @ts-expect-error no such property
    const wrong = () => toFinance('msdyn_subject', 'ProjectNames', 'assumed');
    expect(wrong).toThrow('Our metadata knows no property ProjectNames of ProjProjectV2Entity.');
  });

  it('as a property that fills a column', () => {
    // @ts-expect-error no such property
    const wrong = () => toDataverse('msdyn_subject', 'ProjectNames', 'assumed');
    expect(wrong).toThrow('Our metadata knows no property ProjectNames of ProjProjectV2Entity.');
  });

  it('as a column or a property that gets a constant', () => {
    // @ts-expect-error no such column
    const column = () => constantToDataverse('statuskode', 1, 'assumed');
    // @ts-expect-error no such property
    const property = () => constantToFinance('ProjectStages', 'InProcess', 'assumed');
    expect(column).toThrow('Our metadata knows no column statuskode of msdyn_project.');
    expect(property).toThrow('Our metadata knows no property ProjectStages of ProjProjectV2Entity.');
  });

  it('as the path of a company or the column of a filter', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        fields: [...key],
        toFinance: {
          // @ts-expect-error no such look-up
          company: 'msdyn_company.cdm_companycode',
          // @ts-expect-error no such column
          filter: { text: '', when: when.all(when.equals('statecod', 0)), evidence: 'assumed', exit: 'keep' },
          deletes: 'never',
        },
      }));
    expect(wrong).toThrow(/msdyn_company of msdyn_project[\s\S]*statecod of msdyn_project/);
  });

  it('as either column of a filter that compares two', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        fields: [...key],
        toFinance: {
          filter: {
            text: '',
            // @ts-expect-error no such column
            when: when.columnsDiffer('msdyn_subject', 'msdyn_subjekt'),
            evidence: 'assumed',
            exit: 'keep',
          },
          deletes: 'never',
        },
      }));
    expect(wrong).toThrow('Our metadata knows no column msdyn_subjekt of msdyn_project.');
  });

  it('as the property that says a row is posted, or that it is dated by', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        identity: 'finance',
        fields: [toDataverse('msdyn_subject', 'ProjectName', 'assumed')],
        toDataverse: {
          // @ts-expect-error no such property
          posted: { text: '', when: when.differs('Voucher', ''), evidence: 'assumed' },
          // @ts-expect-error no such property
          date: 'ProjectDate',
          target: { kind: 'mirror' },
          deletes: 'never',
        },
      }));
    expect(wrong).toThrow(
      /Voucher is no property of ProjProjectV2Entity[\s\S]*ProjectDate is no property of/,
    );
  });

  it('as the property of a reference, a source id, a header or a closing', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        fields: [...key],
        toFinance: {
          // @ts-expect-error no such property
          references: [{ kind: 'reference-only', property: 'UnitOfMeasure', table: 'unit' }],
          // @ts-expect-error no such property
          findBy: 'ActualId',
          // @ts-expect-error no such property
          oneAtATimePer: ['Contract'],
          // @ts-expect-error no such property
          closes: { property: 'Stage', member: 'Completed', open: 'InProcess' },
          deletes: 'never',
        },
      }));
    expect(wrong).toThrow(/ActualId, which[\s\S]*UnitOfMeasure, which[\s\S]*Contract, which[\s\S]*Stage/);
  });

  it('as the property that names a referenced row, or a look-up that is none', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        identity: 'finance',
        fields: [],
        toDataverse: {
          posted: everyProject,
          target: { kind: 'mirror' },
          references: [
            {
              lookup: 'msdyn_salesorderid',
              map: 'Project contract headers',
              // @ts-expect-error no such property
              key: { dataAreaId: 'dataAreaId', ProjectContractId: 'ContractId' },
              required: true,
            },
            // @ts-expect-error no look-up
            { lookup: 'msdyn_subject', map: 'Project contract headers', key: {}, required: true },
          ],
          deletes: 'never',
        },
      }));
    expect(wrong).toThrow(/ContractId is no property[\s\S]*msdyn_subject is no look-up of msdyn_project/);
  });
});

describe('A path over a column that is no look-up does not compile', () => {
  it('in either direction', () => {
    // @ts-expect-error a text is no look-up
    const there = () => toFinance('msdyn_subject.name', 'ProjectName', 'assumed');
    // @ts-expect-error a text is no look-up
    const back = () => toDataverse('msdyn_subject.name', 'ProjectName', 'assumed');
    expect(there).toThrow('msdyn_subject of msdyn_project is no look-up to one table.');
    expect(back).toThrow('msdyn_subject of msdyn_project is no look-up to one table.');
  });
});

describe('Two types that do not convert do not compile', () => {
  it('on the way to Finance', () => {
    // @ts-expect-error a text is no date
    const text = toFinance('msdyn_subject', 'ActualEndDate', 'assumed');
    expect(() => defineWith(text)).toThrow(
      'msdyn_subject ↔ ActualEndDate: text and date cannot be converted',
    );
    // @ts-expect-error a choice needs an enum or a whole number
    const choice = toFinance('statecode', 'ProjectName', 'assumed');
    expect(() => defineWith(choice)).toThrow(
      'statecode ↔ ProjectName: choice and string cannot be converted',
    );
  });

  it('on the way to Dataverse', () => {
    // @ts-expect-error a text is no date
    const text = toDataverse('msdyn_tzafinish', 'ProjectName', 'assumed');
    const back = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        identity: 'finance',
        fields: [text],
        toDataverse: { posted: everyProject, target: { kind: 'mirror' }, deletes: 'never' },
      }));
    expect(back).toThrow(
      'msdyn_tzafinish ↔ ProjectName: time-zone-independent and string cannot be converted',
    );
  });
});

describe('A member that an enum does not have does not compile', () => {
  it('as a value, as a label, as a constant or as what an empty column becomes', () => {
    // @ts-expect-error no such member
    const value = toFinance('statecode', 'ProjectStage', 'assumed', { values: { Finished: 1 } });
    // @ts-expect-error no such member
    const label = toFinance('statecode', 'ProjectStage', 'assumed', { labels: { Finished: 'Inactive' } });
    // @ts-expect-error no such member
    const constant = constantToFinance('ProjectStage', 'Finished', 'assumed');
    for (const field of [value, label]) expect(() => defineWith(field)).toThrow('Finished is no member');
    expect(() => defineWith(constant)).toThrow('ProjectStage: Finished is no constant');
    toFinance('statecode', 'ProjectStage', 'assumed', {
      values: { InProcess: 0 },
      // @ts-expect-error no such member
      whenEmpty: 'Finished',
    });
  });

  it('and a property that is no enum has no members', () => {
    // @ts-expect-error a text is no enum
    const text = toFinance('msdyn_subject', 'ProjectName', 'assumed', { values: { Yes: 1 } });
    expect(() => defineWith(text)).toThrow('msdyn_subject ↔ ProjectName: only an enum has values');
  });
});

describe('A map that makes Finance rows', () => {
  it('does not compile while no field fills a key property', () => {
    const wrong = () =>
      defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
        ...described,
        // @ts-expect-error no field fills ProjectId
        fields: [key[0]],
        toFinance: rules,
      }));
    expect(wrong).toThrow('no field fills the key property ProjectId');
  });

  it('compiles when fields fill its key, and is defined by that key', () => {
    const map = defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
      ...described,
      fields: [...key],
      toFinance: rules,
    }));
    expect(map.finance).toMatchObject({
      set: 'ProjectsV2',
      key: { dataAreaId: 'string', ProjectId: 'string' },
    });
    expect(stopReason(map)).toBeUndefined();
  });

  it('compiles when it leaves a key property open by name, and does not run', () => {
    const map = defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
      ...described,
      fields: [key[0]],
      toFinance: rules,
      openPairs: [openToFinance('ProjectId')],
    }));
    expect(map.openPairs).toEqual([{ direction: 'to-finance', property: 'ProjectId' }]);
    expect(stopReason(map)).toContain('ProjectId');
  });

  it('compiles when a constant fills a key property', () => {
    const map = defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
      ...described,
      fields: [key[1], constantToFinance('dataAreaId', 'usmf', 'assumed')],
      toFinance: rules,
    }));
    expect(Object.keys(map.finance.key)).toEqual(['dataAreaId', 'ProjectId']);
  });
});

describe('A map whose rows Finance makes', () => {
  it('compiles without a field that fills its key', () => {
    const map = defineTableMap('msdyn_project', 'ProjProjectV2Entity', () => ({
      ...described,
      identity: 'finance',
      fields: [toDataverse('msdyn_subject', 'ProjectName', 'assumed')],
      toDataverse: { posted: everyProject, target: { kind: 'mirror' }, deletes: 'never' },
    }));
    expect(map.identity).toBe('finance');
    expect(Object.keys(map.finance.key)).toEqual(['dataAreaId', 'ProjectId']);
  });
});
