import { z } from 'zod';
import type { Sync } from '../sync/sync.ts';
import { auditRowOf } from './audit-row-of.ts';
import { openRowOf } from './open-row-of.ts';
import { recordMap } from './record-map.ts';

const request = z.object({ by: z.string(), at: z.string(), reason: z.string() });

/** Somebody asked to discard a record; another person must say so too. */
export type DiscardRequest = z.infer<typeof request>;

const nameOf = (record: string): string => `discard-request|${record}`;

/** What is discarded is missing in the books: a second person must agree. A record of no map counts as such. */
export const needsSecondPerson = ({ maps }: Sync, record: string): boolean =>
  recordMap(maps, record)?.map.kind !== 'master';

/** Whether somebody has asked to discard a record. @throws LedgerError. */
export async function discardRequest(sync: Sync, record: string): Promise<DiscardRequest | undefined> {
  const text = await sync.ledger.control(nameOf(record));
  return text === undefined ? undefined : request.parse(JSON.parse(text));
}

/** Asks for a discard, with an audit row. Who comes second finds the first one's. @throws LedgerError. */
export async function askDiscard(
  sync: Sync,
  record: string,
  asked: Pick<DiscardRequest, 'by' | 'reason'>,
): Promise<void> {
  const at = new Date(sync.now()).toISOString();
  const isFirst = await sync.ledger.putControlIf(nameOf(record), undefined, JSON.stringify({ ...asked, at }));
  const open = isFirst ? await openRowOf(sync, record) : undefined;
  if (open !== undefined)
    await sync.ledger.addAudit(auditRowOf(sync, open, { ...asked, action: 'ask-discard', after: {} }));
}

/** Forgets a request once it is answered. @throws LedgerError. */
export async function endDiscardRequest(sync: Sync, record: string): Promise<void> {
  const text = await sync.ledger.control(nameOf(record));
  if (text !== undefined) await sync.ledger.putControlIf(nameOf(record), text, undefined);
}
