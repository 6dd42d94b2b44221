/** One request to the service, alone or as a part of a batch. */
export interface Operation {
  readonly method: string;
  /** Path below `/data/` as it was sent, still encoded. */
  readonly path: string;
  /** Query without the question mark, as it was sent. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Address of the service, `http://127.0.0.1:1234/data/`. */
  readonly root: string;
}

/** The whole address that was asked, for answers that repeat it. */
export const uriOf = (operation: Operation): string =>
  `${operation.root}${operation.path}${operation.query === '' ? '' : `?${operation.query}`}`;
