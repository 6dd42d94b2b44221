import { auditProgress } from '../audit/append-audit.ts';
import { AuditBlobError } from '../audit/audit-blob-error.ts';
import type { AuditBlobs } from '../audit/audit-blobs.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ok, unknown, wrong, type Diagnosis } from './diagnosis.ts';

const behindMs = 3_600_000;

/**
 * Whether the audit reaches the blobs that nobody can rewrite. Reads only.
 *
 * @param blobs undefined: no setting names them.
 * @throws LedgerError
 */
export async function checkAudit(
  blobs: AuditBlobs | undefined,
  ledger: Pick<Ledger, 'control'>,
  now: () => number,
): Promise<readonly Diagnosis[]> {
  if (blobs === undefined)
    return [
      unknown(
        'audit',
        'It is kept in the ledger alone, whose rows the app could delete.',
        'Set AUDIT_BLOBS__blobServiceUri to the blob endpoint of the storage account.',
      ),
    ];
  try {
    if (!(await blobs.exists()))
      return [
        wrong('audit', 'The container audit is not there.', 'azd provision makes it, with its retention.'),
      ];
  } catch (error) {
    if (!(error instanceof AuditBlobError)) throw error;
    return [
      wrong(
        'audit',
        error.message,
        'Look at AUDIT_BLOBS__blobServiceUri, and whether the identity is Storage Blob Data Contributor of the account.',
      ),
    ];
  }
  const progress = await auditProgress(ledger);
  if (progress === undefined)
    return [unknown('audit', 'Nothing was appended yet.', 'Start the app once; it appends each minute.')];
  return now() - Date.parse(progress.at) > behindMs
    ? [
        wrong(
          'audit',
          `It was last appended at ${progress.at}.`,
          'docs/operate.md, The audit is behind: is the function append-audit running?',
        ),
      ]
    : [ok('audit', `It is appended, last at ${progress.at}.`)];
}
