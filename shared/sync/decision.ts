import type { Failure } from '../ledger/ledger.ts';

/** What to do with a delivery, before anything is read or written outside the ledger. */
export type Decision =
  /** Take the record. `takeover`: an earlier holder ended without a commit, so no stored hash can be trusted. */
  | { readonly do: 'claim'; readonly takeover: boolean }
  /** Nothing is left to do for this delivery. */
  | { readonly do: 'complete'; readonly why: string }
  /** Rejected before and not replayed: throw again, so that the message ends in the dead-letter queue. */
  | { readonly do: 'throw-again'; readonly failure: Failure }
  /** Somebody holds the record: leave the key with the holder, who reads the source again before letting go. */
  | { readonly do: 'fold' }
  /** Come back when the lease has run out. */
  | { readonly do: 'come-back'; readonly at: string }
  /** A later attempt was committed, but its copy may never have been sent: send it (again). */
  | { readonly do: 'send-copy'; readonly attempt: number; readonly at: string }
  /** The word that a parent is there, left by a holder that had lost the record by then: go on at once as this attempt. */
  | { readonly do: 'go-on'; readonly attempt: number };
