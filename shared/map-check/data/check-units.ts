import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import { financeEntity } from '../../table-map/finance-entity.ts';
import { referenceTables } from '../../table-map/reference-tables.ts';
import type { TableMap } from '../../table-map/table-map.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import type { Finding } from '../finding.ts';
import type { DataCheck } from './data-check.ts';
import { allRows, textOf } from './all-rows.ts';

/** Units that one system has and the other, where a map sends them, has not. */
export async function checkUnits({ maps, dataverse, finance }: DataCheck): Promise<readonly Finding[]> {
  const out = maps.filter((map) =>
    (map.toFinance?.references ?? []).some(
      (reference) => reference.kind === 'reference-only' && reference.table === 'unit',
    ),
  );
  const back = maps.filter((map) =>
    map.fields.some(
      ({ direction, dataverse: to }) =>
        direction === 'to-dataverse' && to?.path.endsWith('.msdyn_symbol') === true,
    ),
  );
  if (out.length + back.length === 0) return [];
  const { entity, property } = referenceTables.unit.finance;
  const ours = financeEntity(entity);
  const table: TableRef = { table: entity, set: ours.set, key: { [property]: 'string' }, columns: {} };
  const symbols = new Set<string>();
  for await (const { values } of allRows(dataverse, dataverseTableRef('uom'), ['msdyn_symbol']))
    symbols.add(textOf(values['msdyn_symbol']));
  symbols.delete('');
  const units = new Set<string>();
  for await (const { values } of allRows(finance, table, [property])) units.add(textOf(values[property]));
  const missing = (from: ReadonlySet<string>, there: ReadonlySet<string>): readonly string[] => {
    const known = new Set([...there].map((symbol) => symbol.toLowerCase()));
    return [...from].filter((symbol) => !known.has(symbol.toLowerCase()));
  };
  const finding = (map: TableMap, where: string, lost: readonly string[]): readonly Finding[] =>
    lost.length === 0
      ? []
      : [
          {
            map: map.name,
            column: where,
            severity: 'warning',
            what: `${where} lacks ${lost.length === 1 ? 'the unit' : 'the units'} ${lost.join(', ')}: records that use ${lost.length === 1 ? 'it' : 'them'} wait.`,
            remedy: 'Let the native map Units bring it, or add it by hand.',
            stops: false,
          },
        ];
  return [
    ...out.flatMap((map) => finding(map, `${ours.set}.${property}`, missing(symbols, units))),
    ...back.flatMap((map) => finding(map, 'uom.msdyn_symbol', missing(units, symbols))),
  ];
}
