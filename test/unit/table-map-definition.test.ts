import { describe, expect, it } from 'vitest';
import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import type { Field, TableMap } from '../../shared/table-map/table-map.ts';
import type { FieldBuilder } from '../../shared/table-map/field-builder.ts';
import { when } from '../../shared/table-map/when.ts';

type Builder = FieldBuilder<'msdyn_project', 'ProjProjectV2Entity'>;

const keyFields = ({ toFinance }: Builder): Field[] => [
  toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed'),
  toFinance('msdyn_projectnumber', 'ProjectId', 'assumed'),
];

function define(fields: (builder: Builder) => Field[]): TableMap {
  return defineTableMap('msdyn_project', 'ProjProjectV2Entity', (builder) => ({
    name: 'Test',
    version: '1',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'assumed',
    identity: 'dataverse',
    fields: fields(builder),
    toFinance: { deletes: 'never' },
  }));
}

const faultsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof TableMapError) return error.faults;
    throw error;
  }
  return [];
};

describe('A table map that contradicts itself does not start', () => {
  it('when a default is nothing that its target can hold', () => {
    expect(
      faultsOf(() =>
        define((b) => [
          ...keyFields(b),
          {
            ...b.toFinance('statecode', 'ProjectStage', 'assumed', {
              values: { InProcess: 0, Completed: 1 },
            }),
            whenEmpty: 'Finished',
          },
          { ...b.toFinance('msdyn_actualend', 'ActualEndDate', 'assumed'), whenEmpty: 'soon' },
        ]),
      ),
    ).toEqual([
      'statecode ↔ ProjectStage: Finished is no default for enum',
      'msdyn_actualend ↔ ActualEndDate: soon is no default for date',
    ]);
  });

  it('when two fields write one property', () => {
    expect(
      faultsOf(() =>
        define((b) => [
          ...keyFields(b),
          b.toFinance('msdyn_subject', 'Description', 'assumed'),
          b.toFinance('msdyn_description', 'Description', 'assumed'),
        ]),
      ),
    ).toEqual(['Description is written by two fields to Finance']);
  });

  it('when nothing fills a part of the Finance key', () => {
    expect(faultsOf(() => define((b) => keyFields(b).slice(0, 1)))).toEqual([
      'no field fills the key property ProjectId',
    ]);
  });

  it('when an enum has no values, members that do not exist, or one option for two members', () => {
    expect(
      faultsOf(() => define((b) => [...keyFields(b), b.toFinance('statecode', 'ProjectStage', 'assumed')])),
    ).toEqual(['statecode ↔ ProjectStage: an enum needs values']);
    expect(
      faultsOf(() =>
        define((b) => [
          ...keyFields(b),
          b.toFinance('statecode', 'ProjectStage', 'assumed', { values: { InProcess: 0, Completed: 0 } }),
        ]),
      ),
    ).toEqual(['statecode ↔ ProjectStage: 0 stands for two members: InProcess, Completed']);
    const wrong = { values: { Finished: 1 } as object };
    expect(
      faultsOf(() =>
        define((b) => [...keyFields(b), b.toFinance('statecode', 'ProjectStage', 'assumed', wrong)]),
      ),
    ).toEqual(['statecode ↔ ProjectStage: Finished is no member of the enum']);
  });

  it('when two types cannot be converted', () => {
    expect(
      faultsOf(() =>
        // @ts-expect-error the compiler refuses it already; a map that comes from elsewhere is refused at start
        define((b) => [...keyFields(b), b.toFinance('msdyn_subject', 'ActualEndDate', 'assumed')]),
      ),
    ).toEqual(['msdyn_subject ↔ ActualEndDate: text and date cannot be converted']);
  });

  it('when a column goes to Finance and comes back', () => {
    expect(
      faultsOf(() =>
        defineTableMap('msdyn_actual', 'ProjActualsImportEntity', ({ toFinance, toDataverse }) => ({
          name: 'Test',
          version: '1',
          area: 'estimates-actuals',
          kind: 'transactional',
          setEvidence: 'assumed',
          identity: 'dataverse',
          fields: [
            toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed'),
            toFinance('msdyn_actualid', 'ActualsImportId', 'assumed'),
            toFinance('msdyn_accountingtaxamount', 'SalesTaxAmount', 'assumed'),
            toDataverse('msdyn_accountingtaxamount', 'SalesTaxAmount', 'assumed'),
          ],
          toFinance: { deletes: 'never' },
          toDataverse: {
            posted: { text: '', when: when.everything, evidence: 'assumed' },
            target: { kind: 'write-back', id: 'ActualId' },
            deletes: 'never',
          },
        })),
      ),
    ).toEqual([
      'SalesTaxAmount goes to Finance and comes back: it needs one owner',
      'msdyn_accountingtaxamount goes to Finance and comes back: it needs one owner',
    ]);
  });

  it('when it has fields in a direction without rules, naming every fault at once', () => {
    expect(
      faultsOf(() =>
        define((b) => [
          b.toFinance('msdyn_projectnumber', 'ProjectId', 'assumed'),
          b.toDataverse('msdyn_subject', 'ProjectName', 'assumed'),
        ]),
      ),
    ).toEqual([
      'no field fills the key property dataAreaId',
      'it has fields to-dataverse and no rules for them',
    ]);
  });
});
