import { existsSync, readFileSync } from 'node:fs';
import { decodeJournalLine } from './journal-line.ts';
import type { JournalRecord } from './journal-record.ts';

const NEWLINE = 0x0a;

/**
 * The records of a journal file, none when there is no file. An unfinished last line is left out: the process ended
 * while writing it, so nobody was told of it.
 * @throws Error that names the line which is damaged.
 */
export function* readJournal(file: string): Generator<JournalRecord> {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  let number = 1;
  for (
    let start = 0, end = bytes.indexOf(NEWLINE);
    end >= 0;
    start = end + 1, end = bytes.indexOf(NEWLINE, start)
  ) {
    try {
      yield* decodeJournalLine(bytes.toString('utf8', start, end));
    } catch (error) {
      throw new Error(`Line ${number} of the broker's journal ${file} is damaged.`, { cause: error });
    }
    number++;
  }
}
