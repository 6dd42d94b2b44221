import { z } from 'zod';
import type { Content } from '../encoding/content.ts';
import { journalRecordSchema } from './journal-record.ts';
import type { JournalRecord } from './journal-record.ts';

const lineSchema = z.array(journalRecordSchema);

/** What was recorded together as one line of JSON, bytes as base64: it is read as a whole or not at all. */
export function encodeJournalLine(records: readonly JournalRecord[]): string {
  return `${JSON.stringify(records.map(toJson))}\n`;
}

/** @throws Error when the line is not what `encodeJournalLine` writes. */
export function decodeJournalLine(line: string): JournalRecord[] {
  return lineSchema.parse(JSON.parse(line));
}

function toJson(record: JournalRecord): object {
  if (record.kind === 'scheduled') return { ...record, content: contentToJson(record.content) };
  if (record.kind !== 'message') return record;
  return { ...record, message: { ...record.message, content: contentToJson(record.message.content) } };
}

function contentToJson({ annotations, bare, ...rest }: Content): object {
  return { ...rest, annotations: annotations.toString('base64'), bare: bare.toString('base64') };
}
