import type { Transaction } from '../store/transaction.ts';
import type { Caller } from '../write/caller.ts';
import type { World } from '../world.ts';

/** A request as the routes see it, alone or as a part of a batch. */
export interface WebRequest {
  readonly world: World;
  readonly caller: Caller;
  readonly method: string;
  /** Resource path below `/api/data/v9.2/`, still percent-encoded, without the query. */
  readonly path: string;
  /** Query without the question mark, still encoded. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Rows that earlier requests of the same change set made: Content-ID → `accounts(id)`. */
  readonly contentIds: ReadonlyMap<string, string>;
  /** Runs writes: as a commit of their own, or inside the change set's. */
  commit<T>(work: (transaction: Transaction) => T): T;
}

export interface WebReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
