import type { AuditRow } from '../../shared/ledger/support-ledger.ts';
import { humanTime } from './human-time.ts';
import { table } from './table.ts';
import { mapOf, recordWords } from '../../shared/support/words.ts';

/** Who did what, the newest first. */
export const printAudit = (rows: readonly AuditRow[], now: number): string =>
  rows.length === 0
    ? 'Nothing is in the audit that fits.'
    : table(
        ['when', 'who', 'did', 'record', 'it was', 'it became'],
        rows.map((row) => [
          humanTime(row.at, now),
          row.by,
          `${row.action}${row.reason === undefined ? '' : `: ${row.reason}`}${row.job === undefined ? '' : `\nin replay ${row.job}`}`,
          row.after['place'] ?? recordWords({ ...row, map: mapOf(row.record) }),
          [row.before['outcome'], row.before['message']].filter(Boolean).join(': ').slice(0, 200),
          Object.entries(row.after)
            .filter(([name]) => name !== 'place')
            .map(([name, value]) => (name === 'outcome' ? value : `${name} ${value}`))
            .join(', '),
        ]),
        { shares: [0, 1, 2, 3, 4, 2] },
      );
