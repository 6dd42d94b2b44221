import type { Store } from '../store/store.ts';
import type { StoredRow, Values } from '../store/stored-row.ts';
import { entityOf } from './entity-of.ts';
import { FinanceRefuses } from './finance-refuses.ts';

/** @throws FinanceRefuses with the text when there is no row with this key. */
export function requireRow(store: Store, set: string, key: Values, text: string): StoredRow {
  const row = store.find(entityOf(set), key);
  if (row === undefined) throw new FinanceRefuses(text);
  return row;
}
