import { z } from 'zod';
import type { RecordState } from '../ledger.ts';
import type { RecordRows } from './read-record-rows.ts';
import { readState, stateRowKey } from './state-row.ts';
import { formatVersion } from './version.ts';

const hidden = z.object({ etag: z.string(), entries: z.number() });

export interface VersionedState {
  readonly state: RecordState;
  /** The opaque version of the port. */
  readonly version: string;
}

/** The state among rows that were read, with its version; undefined where the record has none. */
export function versionedState({ rows }: RecordRows): VersionedState | undefined {
  const row = rows.get(stateRowKey);
  return row === undefined ? undefined : { state: readState(row), version: formatVersion(hidden.parse(row)) };
}
