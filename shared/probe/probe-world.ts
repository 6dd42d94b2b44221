import type { DataverseCounterpart } from '../dataverse/dataverse-counterpart.ts';
import type { JsonValue } from '../odata/json-value.ts';
import type { ODataAnswer, ODataRequest } from '../odata/send.ts';
import type { Counterpart } from '../sync/counterpart.ts';
import type { Registry } from '../table-map/registry.ts';
import type { WritePlan } from './probe.ts';

/**
 * One request as it is, with whatever answer comes.
 *
 * @throws NoAnswerError
 */
export type Ask = (
  method: ODataRequest['method'],
  path: string,
  more?: { readonly body?: JsonValue; readonly headers?: Readonly<Record<string, string>> },
) => Promise<ODataAnswer>;

/** What a probe works with: both systems, by our own clients and request by request. */
export interface ProbeWorld extends WritePlan {
  /** Paths below the environment: `/data/ProjectsV2`, `/metadata/DataEntities`. */
  readonly finance: Ask;
  /** Paths below the Web API: `/msdyn_projects`. */
  readonly dataverse: Ask;
  /** The clients of the sync, with its classifiers of errors. */
  readonly clients: { readonly finance: Counterpart; readonly dataverse: DataverseCounterpart };
  readonly maps: Registry;
  /** Longest filter that the sync sends to Finance, in characters. */
  readonly filterCharacters: number;
  /** Bodies of the events that wait in the topic of Finance; undefined where no bus is configured. */
  readonly waitingEvents: (() => Promise<readonly Uint8Array[]>) | undefined;
  /** Takes note of something that was written, with its id; taken back after the probe, the last one first. */
  readonly made: (what: string, takeBack: () => Promise<unknown>) => void;
  /** Looks again and again until there is an answer, or patience ends. @throws NotSettled when stopped by hand. */
  readonly until: <T>(look: () => Promise<T | undefined>) => Promise<T | undefined>;
  /** How long `until` waits, in milliseconds. */
  readonly patienceMs: number;
  readonly now: () => number;
  readonly newId: () => string;
}
