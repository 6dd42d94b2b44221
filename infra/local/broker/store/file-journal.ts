import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Journal } from './journal.ts';
import { encodeJournalLine } from './journal-line.ts';
import type { JournalRecord } from './journal-record.ts';

const SMALLEST_LIMIT_BYTES = 32 * 1024 * 1024;
const RECORDS_PER_SNAPSHOT_LINE = 256;

/**
 * An append-only file. Changes of one turn of the event loop are one line and one write, so that a burst of messages
 * costs one system call. Writes reach the operating system before anyone is told, which survives a kill of the
 * process (not a power cut).
 */
export class FileJournal implements Journal {
  readonly #file: string;
  readonly #smallestLimitBytes: number;
  #snapshot: () => Iterable<JournalRecord> = () => [];
  #descriptor: number | undefined;
  #records: JournalRecord[] = [];
  #callbacks: (() => void)[] = [];
  #scheduled = false;
  #bytes = 0;
  #limitBytes: number;

  /** A file smaller than the limit is left to grow. */
  constructor(file: string, smallestLimitBytes = SMALLEST_LIMIT_BYTES) {
    this.#file = file;
    this.#smallestLimitBytes = smallestLimitBytes;
    this.#limitBytes = smallestLimitBytes;
  }

  /**
   * Starts the file with a snapshot: the records that alone lead to the present state. Another one replaces it
   * whenever the file has grown. What is recorded before this call is left to the snapshot.
   */
  open(snapshot: () => Iterable<JournalRecord>): void {
    this.#snapshot = snapshot;
    this.#rewrite();
  }

  readonly record = (record: JournalRecord): void => {
    this.#records.push(record);
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => this.#write());
  };

  whenWritten(run: () => void): void {
    if (this.#scheduled) this.#callbacks.push(run);
    else run();
  }

  /** The snapshot is written beside the file and renamed, so that there is always a whole one. */
  #rewrite(): void {
    this.#records = [];
    const next = openSync(`${this.#file}.next`, 'w');
    this.#bytes = 0;
    let line: JournalRecord[] = [];
    for (const record of this.#snapshot()) {
      if (line.push(record) < RECORDS_PER_SNAPSHOT_LINE) continue;
      this.#append(next, line);
      line = [];
    }
    this.#append(next, line);
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    renameSync(`${this.#file}.next`, this.#file);
    this.#descriptor = next;
    this.#limitBytes = Math.max(this.#smallestLimitBytes, 4 * this.#bytes);
  }

  close(): void {
    this.#write();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #write(): void {
    this.#scheduled = false;
    const records = this.#records;
    this.#records = [];
    if (this.#descriptor !== undefined) {
      this.#append(this.#descriptor, records);
      if (this.#bytes > this.#limitBytes) this.#rewrite();
    }
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    callbacks.forEach((run) => run());
  }

  #append(descriptor: number, records: readonly JournalRecord[]): void {
    if (records.length === 0) return;
    const line = Buffer.from(encodeJournalLine(records));
    for (let written = 0; written < line.length;) written += writeSync(descriptor, line, written);
    this.#bytes += line.length;
  }
}
