/** What stands between an attempt and the systems. */
export interface Guard {
  /** The attempt is a breaker's probe: it must reach the counterpart to tell anything. */
  readonly probing: boolean;
  /** Called once the row's legal entity is known. @throws ShutError before anything was written; LedgerError. */
  readonly assertCompanyOpen: (company: string | undefined) => Promise<void>;
  /** Called before a counterpart row is deleted. @throws ShutError when deletes are paused; LedgerError. */
  readonly assertMayDelete: () => Promise<void>;
}
