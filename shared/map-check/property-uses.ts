import { columnsToRead } from '../table-map/columns-to-read.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import { financeEntity, financeTypeOf } from '../table-map/finance-entity.ts';
import { referenceTables } from '../table-map/reference-tables.ts';
import type { FinanceType, TableMap } from '../table-map/table-map.ts';

/** A Finance property that a map reads, filters by or writes. */
export interface PropertyUse {
  readonly set: string;
  readonly property: string;
  readonly type: FinanceType;
}

/** Every Finance property that a map uses, each once, those of reference-only sets included. */
export function propertyUses(map: TableMap): readonly PropertyUse[] {
  const { toFinance, toDataverse, finance, expects } = map;
  const names = [
    ...Object.keys(finance.key),
    ...map.fields.flatMap((field) => (field.finance === undefined ? [] : [field.finance.property])),
    ...(toDataverse === undefined ? [] : columnsToRead(map, 'to-dataverse')),
    ...(toFinance?.frozenWhen === undefined ? [] : filterColumns(toFinance.frozenWhen.when)),
    ...expects.flatMap(({ met }) => (met !== 'whole' && met.in === 'finance' ? filterColumns(met.when) : [])),
  ];
  return [
    ...[...new Set(names)].map((property) => useOf(finance.entity, property)),
    ...(toFinance?.references ?? []).flatMap((reference) => {
      if (reference.kind === 'parent') return [];
      const { entity, property } = referenceTables[reference.table].finance;
      return [useOf(entity, property)];
    }),
  ];
}

function useOf(entity: string, property: string): PropertyUse {
  const { set, properties } = financeEntity(entity);
  const known = properties[property];
  return { set, property, type: known === undefined ? 'string' : financeTypeOf(known) };
}
