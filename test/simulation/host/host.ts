import { defaultGateSettings } from '../../../shared/sync/gates/gate-settings.ts';
import type { Gates } from '../../../shared/sync/gates/gates.ts';
import { recentRecords } from '../../../shared/sync/gates/recent-records.ts';

/** One instance of the function app. */
export interface Host {
  readonly name: string;
  /** How far its clock is ahead, in milliseconds. */
  readonly skewMs: number;
  /** Counts up when it starts again after a crash: work of an earlier life is over. */
  life: number;
  alive: boolean;
  /** Until then nothing of it runs, although what it asked for goes on. */
  frozenUntil: number;
  /** What it counts to open breakers and to pause. */
  counts: Counts;
}

/** Failures, rejections and deletes of late, as one process counts them. */
export type Counts = Pick<Gates, 'failures' | 'rejections' | 'deletes'>;

/** Of a process that has just started. */
export const noCounts = (): Counts => ({
  failures: recentRecords(defaultGateSettings.failureWindowMs),
  rejections: recentRecords(defaultGateSettings.autoPauseMs),
  deletes: recentRecords(defaultGateSettings.deleteFloodMs),
});

/** One invocation on a host: a delivery of a message, or a timer. */
export interface Run {
  readonly host: Host;
  readonly life: number;
  /** `delivery 12` */
  readonly name: string;
  /** Time of its last claim by the ledger's clock in milliseconds; undefined while it claimed nothing. */
  claimedAt: number | undefined;
  /** The record that it claimed last. */
  record: string | undefined;
}

export const isLive = ({ host, life }: Run): boolean => host.alive && host.life === life;
