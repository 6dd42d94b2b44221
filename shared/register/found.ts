import type { Message } from './wanted.ts';

/** A service endpoint as Dataverse has it; its secrets are never read back. */
export interface FoundEndpoint {
  readonly id: string;
  readonly name: string;
  /** Column → value as text, empty where there is none. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A step that sends to one of the environment's service endpoints. */
export interface FoundStep {
  readonly id: string;
  readonly name: string;
  readonly endpoint: FoundEndpoint;
  readonly table: string;
  readonly message: string;
  readonly stage: string;
  readonly mode: string;
  readonly enabled: boolean;
  readonly deletesJobs: boolean;
  /** Sorted. */
  readonly filteringAttributes: readonly string[];
}

/** A table and a message on which a step can be registered. */
export interface MessageFilter {
  readonly table: string;
  readonly message: Message;
  readonly filterId: string;
  readonly messageId: string;
  readonly allowed: boolean;
}

/** What is registered in an environment, as far as it concerns service endpoints. */
export interface Found {
  readonly endpoints: readonly FoundEndpoint[];
  readonly steps: readonly FoundStep[];
  readonly filters: readonly MessageFilter[];
}
