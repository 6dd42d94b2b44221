import type { OpenRow } from '../ledger/ledger.ts';
import type { AuditRow } from '../ledger/support-ledger.ts';
import type { Sync } from '../sync/sync.ts';

/** An audit row about an open record: what it was, and what was done. */
export const auditRowOf = (
  sync: Sync,
  { area, record, number, company, outcome, failure }: OpenRow,
  told: Pick<AuditRow, 'by' | 'action' | 'after' | 'job' | 'reason'>,
): AuditRow => ({
  ...told,
  id: sync.newId(),
  at: new Date(sync.now()).toISOString(),
  area,
  record,
  ...(number === undefined ? {} : { number }),
  ...(company === undefined ? {} : { company }),
  before: {
    outcome,
    code: failure.code,
    ...(failure.field === undefined ? {} : { field: failure.field }),
    message: failure.message,
  },
});
