import type { Cure } from './cure.ts';

/** What is known of one cause, for a person who does not know the code. */
export interface CauseEntry {
  readonly cure: Cure;
  /** One plain sentence: what keeps the record from crossing. */
  readonly means: string;
  /** What that person does. A failure may carry a hint of its own, which says it more closely. */
  readonly remedy: string;
}

const waitItOut = 'Nothing, while it passes: it is tried again by itself. ';

/**
 * Every cause for which a record waits, is tried again or is rejected: a closed set, so that lists can be grouped by it.
 * `docs/errors.md` is made from it.
 *
 * @see https://learn.microsoft.com/dynamics365/project-operations/environment/resource-dual-write-frequent-issues
 * @see https://learn.microsoft.com/dynamics365/project-operations/project-accounting/project-integration-workspace
 */
export const causes = {
  // A row that this one names is not there.
  'unit-missing': {
    cure: 'administrator',
    means: 'A unit of measure that the row names does not exist in the other system.',
    remedy: 'Create the unit there, or start native dual-write\'s map "Units".',
  },
  'product-missing': {
    cure: 'administrator',
    means: 'A product that the row needs is not there, or is not released to the legal entity.',
    remedy:
      'Release the product to the legal entity and let native dual-write\'s map "CDS released distinct products" bring it.',
  },
  'category-missing': {
    cure: 'accountant',
    means: 'A transaction or expense category that the row names does not exist in the other system.',
    remedy: 'Create the category there for this legal entity, or look at the record of the category itself.',
  },
  'category-inactive': {
    cure: 'project-manager',
    means: 'The transaction category of the row is not active, or not fit for this kind of transaction.',
    remedy: 'Make the transaction category active and of the right class, or choose another one.',
  },
  'vendor-missing': {
    cure: 'accountant',
    means: 'The vendor of the row does not exist in the other system for this legal entity.',
    remedy: 'Create the vendor, or start native dual-write\'s map "Vendors V2".',
  },
  'customer-missing': {
    cure: 'accountant',
    means: 'The customer of the row does not exist in the other system for this legal entity.',
    remedy: 'Create the customer, or start native dual-write\'s map "Customers V3".',
  },
  'worker-missing': {
    cure: 'administrator',
    means: 'The worker of the row does not exist in the other system.',
    remedy:
      'Ask human resources to create the worker, or start native dual-write\'s map "Worker"; then look again.',
  },
  'project-missing': {
    cure: 'project-manager',
    means: 'The project that the row names does not exist in the other system.',
    remedy: 'Create the project in Dataverse, or look why its own record has not crossed.',
  },
  'task-missing': {
    cure: 'project-manager',
    means: 'The project task that the row names does not exist in the other system.',
    remedy: 'Choose a task of the project that exists, or look why the task has not crossed.',
  },
  'role-missing': {
    cure: 'project-manager',
    means: 'The resource role that the row names does not exist in the other system.',
    remedy: 'Create the role in Dataverse, or choose another one.',
  },
  'resource-missing': {
    cure: 'project-manager',
    means: 'The bookable resource that the row names does not exist in the other system.',
    remedy: 'Create the resource in Dataverse, or choose another one.',
  },
  'company-missing': {
    cure: 'administrator',
    means: 'The legal entity that the row names does not exist in the other system.',
    remedy: 'Let native dual-write\'s map "Legal entities" bring it, or correct the legal entity of the row.',
  },
  'currency-missing': {
    cure: 'accountant',
    means: 'The currency that the row names does not exist in the other system.',
    remedy: 'Create the currency there, or correct the currency of the row.',
  },
  'reference-missing': {
    cure: 'administrator',
    means: 'A row that this one names does not exist in the other system.',
    remedy: 'Create or synchronise the row that the text names.',
  },
  'parent-missing': {
    cure: 'project-manager',
    means: 'A record that this one belongs to has not crossed yet.',
    remedy: 'Look at that record: this one goes on by itself as soon as it has crossed.',
  },
  'waits-in-circle': {
    cure: 'project-manager',
    means:
      'Records that have not crossed yet point to each other in a circle by references that their rows need, so that none can be the first.',
    remedy:
      'Let one of these references point to a row that has crossed; all of them then go on by themselves.',
  },
  'row-to-write-missing': {
    cure: 'project-manager',
    means: 'The row in Dataverse that a result of Finance belongs to is not there.',
    remedy: 'Restore the row; if it was deleted on purpose, discard this record.',
  },

  // A reference that is there and cannot be used.
  'activity-ambiguous': {
    cure: 'project-manager',
    means: 'The activity of the row names no task, several tasks or a summary task of its project.',
    remedy:
      'Recall the expense report in Finance, choose an activity that is one single task, and post it again.',
  },
  'summary-task': {
    cure: 'project-manager',
    means: 'The row points to a summary task, which takes no transactions.',
    remedy: 'Recall the row in Finance, choose a task below the summary task, and post it again.',
  },
  'reference-ambiguous': {
    cure: 'administrator',
    means: 'The number by which the row names another one is carried by several rows.',
    remedy: 'Make that number unique.',
  },

  // What accounting must do.
  'line-property-missing': {
    cure: 'accountant',
    means: 'The legal entity has no line property for the billing type of the row.',
    remedy:
      'Name a line property for each billing type, "Not available" included, in the project parameters of the legal entity.',
  },
  'period-closed': {
    cure: 'accountant',
    means: 'The accounting date of the row lies in no open fiscal period.',
    remedy:
      'Open the period, or set "Automatically set accounting date to open ledger" in Finance; the date itself is never changed.',
  },
  'billed-sales-mismatch': {
    cure: 'accountant',
    means: 'The billed sales of an invoice are not the same in Finance as in Dataverse.',
    remedy:
      'Wait until all actuals and connections of the invoice have crossed; if it stays, compare their count on both sides.',
  },
  'not-posted-yet': {
    cure: 'accountant',
    means: 'Transactions that the row needs are not posted in Finance.',
    remedy: 'Post the integration journal that holds them.',
  },
  'intercompany-setup': {
    cure: 'accountant',
    means: 'The two legal entities of the row have no intercompany relationship.',
    remedy: 'Set up the intercompany relationship between the two legal entities in Finance.',
  },
  'exchange-rate-missing': {
    cure: 'accountant',
    means: 'There is no exchange rate for the currency and date of the row.',
    remedy:
      'Enter the exchange rate for that date, and check that the currency of the contracting unit is that of the legal entity.',
  },
  'rows-disagree': {
    cure: 'accountant',
    means: 'Several posted rows that are one record hold different values.',
    remedy: 'Wait until all of them are posted; if it stays, compare the rows in Finance.',
  },
  'vendor-language-missing': {
    cure: 'accountant',
    means: 'The vendor of the subcontract has no language, without which Finance makes no purchase order.',
    remedy: 'Fill in the language of the vendor.',
  },
  'general-journal-not-synchronised': {
    cure: 'accountant',
    means: 'Finance could not send a general journal to Dataverse on its own channel, which is not ours.',
    remedy: 'Synchronise the journal by hand in the project integration workspace of Finance.',
  },

  // The row itself.
  'mandatory-field-empty': {
    cure: 'project-manager',
    means: 'A field that the other system needs is empty.',
    remedy: 'Fill in the field in its source.',
  },
  'value-not-in-map': {
    cure: 'administrator',
    means: 'A value of the row has no pair in the value map of its column.',
    remedy: 'Have the value corrected in its row, or add the pair to the table map.',
  },
  'option-unknown': {
    cure: 'administrator',
    means: 'A choice column of Dataverse does not offer an option that is needed.',
    remedy: 'Add the option to the choice column, or correct the table map.',
  },
  'number-not-exact': {
    cure: 'project-manager',
    means: 'A number has more digits than the other system keeps, and would be rounded.',
    remedy: 'Enter a value with fewer digits.',
  },
  'value-of-wrong-type': {
    cure: 'administrator',
    means: 'A value cannot stand in the column that it must be written to.',
    remedy: 'Correct the value in its source, or the type of the column in the table map.',
  },
  'value-out-of-range': {
    cure: 'project-manager',
    means: 'A value is longer, larger or smaller than its column takes.',
    remedy: 'Shorten or correct the value in its source.',
  },

  // Which row is which.
  'doubled-in-dataverse': {
    cure: 'administrator',
    means: 'Dataverse holds several rows where there must be one.',
    remedy: 'Merge the rows or remove the doubled one.',
  },
  'doubled-in-finance': {
    cure: 'accountant',
    means: 'Finance holds several rows where there must be one.',
    remedy: 'Remove the doubled row.',
  },
  'counterpart-taken': {
    cure: 'project-manager',
    means: 'Two rows have the same number, and the row on the other side belongs to the first.',
    remedy: 'Give one of the two rows another number.',
  },
  'key-taken': {
    cure: 'administrator',
    means: 'Another row of the other system has the key or unique number of this one already.',
    remedy: 'Remove that row or change its number.',
  },
  'key-not-unique': {
    cure: 'administrator',
    means: 'The key in the table map names several rows of the other system.',
    remedy: 'Compare the key in the table map with that of the entity.',
  },
  'key-changed': {
    cure: 'project-manager',
    means: 'The row was renumbered after it had crossed, and Finance cannot rename it.',
    remedy: 'Give the row its old number again.',
  },

  // What became of it.
  'archived-or-deleted': {
    cure: 'accountant',
    means: 'The row was in Finance and is not there any more: archived after posting, or deleted.',
    remedy: 'Discard this record, or enter a correction in Finance; it is never made again by itself.',
  },
  'rolled-back-in-dataverse': {
    cure: 'accountant',
    means: 'Finance holds a row whose origin in Dataverse was rolled back or deleted.',
    remedy: 'Reverse the orphan in Finance, then discard this record.',
  },
  'deleted-in-dataverse': {
    cure: 'project-manager',
    means: 'The row was in Dataverse and was deleted there after Finance had posted it.',
    remedy: 'Restore the row or discard this record; it is never made again by itself.',
  },
  'still-referenced': {
    cure: 'project-manager',
    means: 'The row cannot be deleted, because other rows or transactions refer to it.',
    remedy: 'Remove those first, or keep the row and discard this record.',
  },
  'stage-refuses': {
    cure: 'project-manager',
    means: 'The row on the other side, or its project, is at a stage at which it may not be changed.',
    remedy: 'Set the stage or status back, or enter the change where the stage allows it.',
  },
  'project-not-quiet': {
    cure: 'project-manager',
    means: 'The project cannot be closed or deleted while records of it are open.',
    remedy: 'Clear those records; this one then goes on by itself.',
  },
  'expectation-overdue': {
    cure: 'administrator',
    means: 'The record has crossed, but what the other system must make of it did not follow in time.',
    remedy: 'Look at the step that the text names, most often a failed job or an open line.',
  },
  'write-back-refused': {
    cure: 'administrator',
    means: 'Dataverse lets only native dual-write change these columns of actuals.',
    remedy: 'Set WRITE_BACK to custom, so that custom columns take the values.',
  },

  // What passes.
  'update-conflict': {
    cure: 'administrator',
    means: 'Somebody else changed the same row at the same moment.',
    remedy: `${waitItOut}If it stays, find out which job keeps writing these rows.`,
  },
  busy: {
    cure: 'administrator',
    means: 'The database of the other system was locked or ran out of time.',
    remedy: `${waitItOut}If it stays, look at the load of the system.`,
  },
  throttled: {
    cure: 'administrator',
    means: 'The other system takes no more requests just now.',
    remedy: `${waitItOut}If it stays, give the application a higher priority in Finance, or lower its load.`,
  },
  unavailable: {
    cure: 'administrator',
    means: 'The other system cannot be reached or is down.',
    remedy: `${waitItOut}If it stays, look whether the system runs and whether its address and network are right.`,
  },
  'no-answer': {
    cure: 'administrator',
    means: 'The other system, or a gateway before it, gave no usable answer.',
    remedy: `${waitItOut}If it stays, look at the health and the response times of the system.`,
  },
  'no-place': {
    cure: 'administrator',
    means: 'So many of our own requests were under way that this one could not be sent in time.',
    remedy: `${waitItOut}If it stays, the system answers slowly, or the app has too many instances for MOST_IN_FLIGHT_OF_ALL.`,
  },
  'too-slow': {
    cure: 'administrator',
    means: 'Reading took so long that nothing could be written safely any more.',
    remedy: `${waitItOut}If it stays, the other system is slow.`,
  },
  'map-newer': {
    cure: 'administrator',
    means:
      'A newer version of the map has worked on the record, and an instance with an older one got its change.',
    remedy:
      'Nothing during a deployment: an instance of the newer version takes it. If the newer version was taken back, say so: `npm run sync -- distrust --reason "back to the older maps"`.',
  },

  paused: {
    cure: 'administrator',
    means:
      'The map, the legal entity or the direction of the record is paused: by a person, or by itself after many refusals or deletes.',
    remedy:
      'Look at the reason in the text. When the pause is ended (`npm run support -- resume`), the record goes on by itself.',
  },

  // Configuration.
  unauthorised: {
    cure: 'administrator',
    means: 'The other system does not accept who we are.',
    remedy:
      'Check the application registration, its secret or identity, and that its user is registered in the system.',
  },
  'access-denied': {
    cure: 'administrator',
    means: 'Our application user lacks a privilege.',
    remedy: 'Give its security role access to the table that the text names.',
  },
  'wrong-address': {
    cure: 'administrator',
    means: 'The configured address is not that of the system.',
    remedy: 'Correct the URL of the system in the settings.',
  },
  'unknown-column': {
    cure: 'administrator',
    means: 'The environment lacks a table, set, column or property that the table map names.',
    remedy: 'Install the solution or extension that brings it, or change the table map.',
  },
  'map-stopped': {
    cure: 'administrator',
    means: 'The table map of the record does not run.',
    remedy: 'Correct the map or its settings, as the text says.',
  },
  'not-linked': {
    cure: 'administrator',
    means: 'The table map is transactional and its two sides are not linked in this legal entity yet.',
    remedy:
      'Link them (`npm run sync -- link`), which writes to neither system; the record then goes on by itself.',
  },
  'concurrency-off': {
    cure: 'administrator',
    means: 'The table in Dataverse does not allow optimistic concurrency.',
    remedy: 'Enable optimistic concurrency for the table.',
  },
  'metadata-outdated': {
    cure: 'administrator',
    means: 'The tables of a system were changed, and what was known of them is out of date.',
    remedy: 'Refresh the tables of the dual-write map, or restart the app after an update of a solution.',
  },
  'native-dual-write-failed': {
    cure: 'administrator',
    means:
      "Native dual-write, which runs inside the other system's save, failed and stopped the save with it.",
    remedy: 'Look at the dual-write errors in Finance, and stop the native map of a table that we write.',
  },

  // The integration itself.
  unreadable: {
    cure: 'administrator',
    means: 'A message is no change that this version can read.',
    remedy: 'Bring the table map back and replay, or find out who sends to the topic.',
  },
  'no-verdict': {
    cure: 'administrator',
    means: 'A message died before it could be decided on.',
    remedy: 'Replay it; if it comes back, look at the log of the app.',
  },
  'reason-lost': {
    cure: 'administrator',
    means: 'The change was rejected before, and its reason is no longer in the ledger.',
    remedy: 'Open the record and replay it.',
  },
  'integration-fault': {
    cure: 'administrator',
    means: 'The integration itself failed.',
    remedy: 'Report it with the record and its text, then replay.',
  },
  unexpected: {
    cure: 'administrator',
    means: 'The other system refused with words that are not known here.',
    remedy: "Read the system's own words, correct the record or the setup that they name, then replay.",
  },
} as const satisfies Readonly<Record<string, CauseEntry>>;

export type Cause = keyof typeof causes;

/** Whether the catalogue knows this cause: a ledger may hold one of a newer version. */
export const isCause = (text: string): text is Cause => Object.hasOwn(causes, text);
