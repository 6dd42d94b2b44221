import type { AuditRow } from '../../../../shared/ledger/support-ledger.ts';
import type { DiscardRequest } from '../../../../shared/support/discard-request.ts';
import type { GroupNote } from '../../../../shared/support/group-note.ts';
import type { ListedPage } from '../../../../shared/support/list-page.ts';
import type { OpenGroup } from '../../../../shared/support/group-open.ts';
import type { StoppedMap } from '../../../../shared/support/stopped-maps.ts';
import type { DaysPreview } from '../../../../shared/start/preview-days.ts';
import type { RunProgress } from '../../../../shared/start/run-progress.ts';
import type { Run } from '../../../../shared/start/run.ts';
import type { RecordLinks } from '../../../../shared/support/record-links.ts';
import type { ShownRecord } from '../../../../shared/support/show-record.ts';
import type { Preview } from '../../../../shared/support/preview.ts';
import type { MapSummary } from '../../../../shared/table-map/map-summary.ts';
import type { Field } from '../../../../shared/table-map/table-map.ts';

/** Answers of the API that have no type of their own in `shared/`. */
export interface Me {
  readonly name: string;
  readonly may: readonly string[];
  readonly limits: readonly unknown[];
  readonly local: boolean;
  readonly companies: readonly string[];
}
export type NotedGroup = OpenGroup & { readonly note?: GroupNote };
export interface Groups {
  readonly total: number;
  readonly groups: readonly NotedGroup[];
  readonly stoppedMaps: readonly StoppedMap[];
  /** The first records of the list, where they were asked for. */
  readonly first?: ListedPage;
}
export type Shown =
  | { readonly shown: ShownRecord; readonly discardAsked?: DiscardRequest; readonly links: RecordLinks }
  | { readonly matches: readonly string[] };
export interface Previewed {
  readonly items: readonly Preview[];
  readonly next?: string;
}
export interface Discarded {
  readonly results: readonly { readonly record: string; readonly outcome: string; readonly why?: string }[];
}
export interface Audited {
  readonly rows: readonly AuditRow[];
}
export interface ShownMap {
  readonly summary: MapSummary;
  readonly fields?: readonly Field[];
  readonly rules?: readonly { readonly rule: string; readonly text: string; readonly evidence?: string }[];
}
export interface Runs {
  readonly runs: readonly Run[];
}
export type ShownRun = RunProgress & { readonly preview?: readonly DaysPreview[] };
