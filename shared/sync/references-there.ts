import { explain } from '../causes/explain.ts';
import type { Row } from '../odata/value.ts';
import { financeEntity, financeTypeOf } from '../table-map/finance-entity.ts';
import { referenceTables, type ReferenceTable } from '../table-map/reference-tables.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/** Rows that were found, by process; one that is missing is asked for anew each time, because it may come any moment. */
const found = new WeakMap<Sync['finance'], Map<string, number>>();

/** A unit or product that was there a while ago is still there: such master data is blocked, not deleted. */
const foundForMs = 10 * 60_000;

/**
 * Dataverse → Finance: the rows of reference-only tables that this row names must be in Finance. Its staging would take
 * the row and refuse it later, where nobody looks.
 *
 * @param target the row in Finance's form, key included.
 * @throws ProblemError (waiting) naming table, value, the native map that brings it and whom to ask; CounterpartError.
 */
export async function referencesThere(sync: Sync, map: TableMap, target: Row): Promise<void> {
  await Promise.all(
    (map.toFinance?.references ?? []).map(async (reference) => {
      if (reference.kind !== 'reference-only') return;
      const value = target[reference.property];
      if (value === undefined || value === null || value === '') return;
      const table = referenceTables[reference.table];
      const company = map.finance.company === undefined ? null : (target[map.finance.company] ?? null);
      if (await isThere(sync, table, { value, company })) return;
      throw new ProblemError({
        kind: 'waiting',
        uncertain: false,
        failure: explain(`${reference.table}-missing`, {
          code: 'reference-missing',
          field: reference.property,
          message: `The ${table.what} ${String(value)} does not exist in Finance${hasCompany(table) ? ` in ${String(company)}` : ''}.`,
          hint: `Ask ${table.ask}: native dual-write brings it by its map "${table.nativeMap}". This record then goes on by itself.`,
        }),
      });
    }),
  );
}

async function isThere(sync: Sync, table: ReferenceTable, named: Row): Promise<boolean> {
  const ref = tableRef(table);
  const key = hasCompany(table)
    ? { dataAreaId: named['company'] ?? null, [table.finance.property]: named['value'] ?? null }
    : { [table.finance.property]: named['value'] ?? null };
  const name = `${ref.set}|${Object.values(key).join('|')}`.toLowerCase();
  const known = found.get(sync.finance) ?? new Map<string, number>();
  found.set(sync.finance, known);
  if ((known.get(name) ?? 0) > sync.now()) return true;
  if ((await sync.finance.read(ref, key, [])) === undefined) return false;
  known.set(name, sync.now() + foundForMs);
  return true;
}

const hasCompany = (table: ReferenceTable): boolean =>
  financeEntity(table.finance.entity).company !== undefined;

function tableRef({ finance }: ReferenceTable): TableRef {
  const { set, key, properties } = financeEntity(finance.entity);
  const types = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, financeTypeOf(property)] as const),
  );
  return {
    table: finance.entity,
    set,
    key: Object.fromEntries(key.map((name) => [name, types[name] ?? 'string'])),
    columns: types,
  };
}
