import type { Seen } from '../sync/attempt.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Where a row that Finance posts stands there. */
export interface FinanceStage {
  readonly stage: 'not there' | 'staged' | 'journalized' | 'posted';
  readonly voucher?: string;
}

/**
 * Where an actual stands in Finance, by the columns that its map reads: posted with its voucher, journalized, or staged.
 * Pure.
 *
 * @returns undefined for the rows of other maps, and where Finance's row was not looked at.
 */
export function financeStage(map: TableMap, { source, existing }: Seen): FinanceStage | undefined {
  const has = (property: string): boolean => map.fields.some(({ finance }) => finance?.property === property);
  if (!has('VoucherNumber') || !has('IsJournalized')) return undefined;
  if (existing === 'absent') return { stage: 'not there' };
  // Looked at from Finance's side the row is the source.
  const row = existing !== undefined && 'IsJournalized' in existing.values ? existing.values : source;
  const voucher = row?.['VoucherNumber'];
  if (row === undefined || voucher === undefined) return undefined;
  if (voucher !== null && voucher !== '') return { stage: 'posted', voucher: String(voucher) };
  return { stage: row['IsJournalized'] === 'Yes' ? 'journalized' : 'staged' };
}
