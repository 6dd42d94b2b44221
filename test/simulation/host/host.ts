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
}

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
