/** What is left of a deleted row: change tracking tells its id and nothing else. */
export interface DeletedRow {
  readonly id: string;
  /** Version of the database when it was deleted. */
  readonly version: string;
}
