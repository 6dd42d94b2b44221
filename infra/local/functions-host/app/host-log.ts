import type { RpcLogCategory, RpcLogLevel } from './core-types.ts';

/** One line that a function or the host wrote. */
export interface HostLogLine {
  /** Name of the function; undefined for the host's own lines. */
  readonly function: string | undefined;
  readonly invocationId: string | undefined;
  readonly level: RpcLogLevel;
  /** `user`: written by the function; `system`: by the library or the host. */
  readonly category: RpcLogCategory;
  readonly text: string;
}

export type HostLog = (line: HostLogLine) => void;
