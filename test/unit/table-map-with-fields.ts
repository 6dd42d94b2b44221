import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import type { FieldBuilder } from '../../shared/table-map/field-builder.ts';
import type { Field, OpenPair, TableMap } from '../../shared/table-map/table-map.ts';
import { when } from '../../shared/table-map/when.ts';

type ToFinance = FieldBuilder<'salesorderdetail', 'ProjProjectContractLineEntity'>;
type ToDataverse = FieldBuilder<'msdyn_expense', 'ProjExpenseExportEntity'>;

/** A map of contract lines to Finance: its key, the fields of a test, and what it leaves open. */
export const toFinanceWith = (
  fields: (builder: ToFinance) => readonly Field[],
  openPairs: (builder: ToFinance) => readonly OpenPair[] = () => [],
): TableMap =>
  defineTableMap('salesorderdetail', 'ProjProjectContractLineEntity', (builder) => ({
    name: 'Lines',
    version: '1',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'assumed',
    identity: 'dataverse',
    fields: [
      builder.toFinance('salesorderid.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed'),
      builder.toFinance('salesorderid.msdyn_salesordernumber', 'ProjectContractId', 'assumed'),
      builder.toFinance('sequencenumber', 'LineSequenceNumber', 'assumed'),
      ...fields(builder),
    ],
    toFinance: { deletes: 'never' },
    openPairs: openPairs(builder),
  }));

/** A map of expenses to Dataverse with the fields of a test. */
export const toDataverseWith = (
  fields: (builder: ToDataverse) => readonly Field[],
  openPairs: (builder: ToDataverse) => readonly OpenPair[] = () => [],
): TableMap =>
  defineTableMap('msdyn_expense', 'ProjExpenseExportEntity', (builder) => ({
    name: 'Expenses',
    version: '1',
    area: 'expense',
    kind: 'transactional',
    setEvidence: 'assumed',
    identity: 'finance',
    fields: fields(builder),
    toDataverse: {
      posted: { text: '', when: when.everything, evidence: 'assumed' },
      target: { kind: 'mirror' },
      deletes: 'never',
    },
    openPairs: openPairs(builder),
  }));
