import { app } from '@azure/functions';
import { appendAudit, auditProgress, type KnownDays } from '../../shared/audit/append-audit.ts';
import { AuditBlobError } from '../../shared/audit/audit-blob-error.ts';
import { LedgerError } from '../../shared/ledger/ledger-error.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { getRuntime } from '../runtime.ts';

/** Longer than this without a round that came to its end, somebody is called. */
const behindMs = 3_600_000;

const known: KnownDays = new Map();

/** Brings what people did into blobs that nobody can rewrite. */
app.timer('append-audit', {
  schedule: '%DEAD_LETTER_SCHEDULE%',
  handler: async (_timer, context) => {
    const { sync, audit, ledgerPrepared } = await getRuntime();
    if (audit === undefined) return;
    await ledgerPrepared;
    try {
      const appended = await appendAudit(sync.ledger, audit, known, sync.now());
      if (appended > 0) context.log(`${appended} rows of the audit were appended`);
    } catch (error) {
      if (!(error instanceof LedgerError) && !(error instanceof AuditBlobError)) throw error;
      context.error(`the audit could not be appended, the next round makes up for it: ${error.message}`);
      if (error instanceof AuditBlobError) await callIfBehind(sync);
    }
  },
});

async function callIfBehind(sync: Sync): Promise<void> {
  try {
    const progress = await auditProgress(sync.ledger);
    if (progress === undefined || sync.now() - Date.parse(progress.at) > behindMs)
      sync.telemetry.alarm('audit-behind', 'audit');
  } catch (error) {
    // The ledger is away as well: its own alarms say so.
    if (!(error instanceof LedgerError)) throw error;
  }
}
