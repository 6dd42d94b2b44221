/** What a code of ours means for any record that has it. A refusal of a system speaks for itself. */
const sentences: Readonly<Record<string, string>> = {
  'parent-missing': 'The record that this one belongs to has not been sent yet.',
  'reference-missing': 'The row points to something that does not exist in the other system.',
  'reference-ambiguous': 'The row points to something that exists more than once in Dataverse.',
  'row-to-write-missing': 'The Dataverse row that the results belong to is not there.',
  'source-row-gone': 'The row that the results belong to was deleted.',
  'expectation-overdue': 'The record was sent, and what must follow it has not come in time.',
  'project-not-quiet': 'A project cannot be closed while records of it are open.',
  'summary-row': 'The row points to a summary task, which carries no transactions.',
  'counterpart-taken': 'Two rows have the same number, and the other one was sent first.',
  'key-changed': 'The number of a row was changed after it had been sent.',
  'archived-or-deleted': 'A row that was sent before is not in Finance any more.',
  'deleted-in-dataverse': 'A row that was sent before was deleted in Dataverse.',
  'doubled-in-finance': 'Finance holds the row more than once.',
  'doubled-in-dataverse': 'Dataverse holds the row more than once.',
  'rows-disagree': 'Rows of Finance that belong together hold different values.',
  empty: 'A column that must be filled is empty.',
  'unmapped-value': 'A column holds a value that the table map has no counterpart for.',
  'not-exact': 'A number has more digits than the other system keeps.',
  'wrong-type': 'A column holds a value of another kind than it should.',
  'map-stopped': 'The table map does not run.',
  'choice-label-missing': 'Dataverse lacks an option that the table map names.',
  'no-verdict': 'The message died before anything was decided about it.',
  unreadable: 'A message is on the topic that nobody can read.',
  'lease-too-old': 'A system answered too slowly to write safely.',
  unexpected: 'The integration itself has a fault.',
};

/** One plain sentence for a failure's code; undefined where only the system's own words tell. */
export const causeSentence = (code: string): string | undefined =>
  Object.hasOwn(sentences, code) ? sentences[code] : undefined;
