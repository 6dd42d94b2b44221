import type { Assumption } from './assumption.ts';
import { mapNames } from './map-names.ts';

const metadataFiles = 'shared/table-map/metadata/dataverse-tables';

/** Columns and answers of Dataverse. */
export const ofDataverse = {
  'topic-endpoint': {
    says: 'A service endpoint of a Service Bus topic is made with contract 5, authtype 2, messageformat 2, messagecharset 1, namespaceformat 2, namespaceaddress, path, saskeyname and saskey.',
    usedBy: ['shared/register/endpoint-body.ts', 'shared/register/read-registration.ts'],
    sure: 'likely',
    because:
      'Columns and choices are documented, saskeyname excepted; which of them an endpoint of a topic needs is shown by no public request.',
    settledBy: {
      look: 'Run `npm run register -- --apply` against a test environment: a missing or unknown column is named in the refusal. Compare with an endpoint that the Plug-in Registration Tool made.',
    },
    default: 'npm run register sends these.',
    otherwise: {
      kind: 'code',
      where: 'shared/register/endpoint-body.ts and endpointColumns of read-registration.ts',
    },
  },
  'metadata-privileges': {
    says: 'A role that was made from nothing may read definitions of tables once it has prvReadEntity, prvReadAttribute, prvReadRelationship and prvReadOptionSet.',
    usedBy: ['shared/customize/read-role.ts'],
    sure: 'likely',
    because: 'Public reports of minimal roles name the first three; no page that we read lists them.',
    settledBy: {
      look: 'Give the app no other role than the one of npm run register, and run npm run doctor as the app: maps and privileges can be looked at.',
    },
    default: 'The role has those of the four that the environment knows.',
    otherwise: { kind: 'code', where: 'ofMetadata in shared/customize/read-role.ts' },
  },
  'own-prefix': {
    says: 'A column or key may have the prefix posync although its solution has a publisher of another prefix.',
    usedBy: ['shared/customize/customize.ts'],
    sure: 'open',
    because: 'Microsoft’s samples always name a solution with a publisher of the same prefix.',
    settledBy: {
      look: 'npm run register -- --apply in a test environment: a prefix that is not taken is named in the refusal.',
    },
    default: 'Columns and keys begin with posync_; --solution says where they go.',
    otherwise: {
      kind: 'code',
      where:
        'No code: make a publisher with the prefix posync and a solution of it, and name that with --solution',
    },
  },
  'create-key': {
    says: 'An alternate key is made by POST EntityDefinitions(LogicalName=…)/Keys with SchemaName, DisplayName and KeyAttributes, and deleted by DELETE …/Keys(id).',
    usedBy: ['shared/customize/customize.ts'],
    sure: 'likely',
    because: 'Several public programs do it so; Microsoft’s page names the message and shows no request.',
    settledBy: { look: 'npm run register -- --apply, then --remove, in a test environment.' },
    default: 'npm run register sends these.',
    otherwise: { kind: 'code', where: 'keyBody and removeKey in shared/customize/customize.ts' },
  },
  'dataverse-request-id': {
    says: 'An answer of the Web API carries the header x-ms-service-request-id, by which Microsoft finds the request.',
    usedBy: ['shared/odata/traced-send.ts'],
    sure: 'likely',
    because: 'It is seen in captured answers; no page of the documentation that we read lists it.',
    settledBy: { look: 'Look at the headers of any answer of the Web API in the browser.' },
    default: 'It is kept on the span of the request where it is there.',
    otherwise: { kind: 'code', where: 'shared/odata/traced-send.ts: the name of the header' },
  },
  'nested-filter': {
    says: 'A filter of the Web API may compare a column over several look-ups: msdyn_project/msdyn_owningcompany/cdm_companycode eq.',
    usedBy: ['shared/start/dataverse-rows.ts'],
    sure: 'likely',
    because: 'It is OData; dual-write does not take such filters, which are its own.',
    settledBy: {
      look: 'Run `npm run sync -- link --map "Project tasks" --company CODE`. It must not stop with a refusal of the filter.',
    },
    default: 'Tasks and estimates of a legal entity are asked for by the company of their project.',
    otherwise: {
      kind: 'code',
      where: 'shared/start/dataverse-rows.ts: read all rows and leave the others out',
    },
  },
  'fiscal-period-days': {
    says: 'msdyn_startdate and msdyn_enddate of msdyn_fiscalcalendarperiods are dates without a time, the last day included, and the id columns are named after their tables.',
    usedBy: ['shared/periods/fiscal-periods.ts'],
    sure: 'likely',
    because:
      'The mapping reference of dual-write names tables and columns, and the values of msdyn_fiscalperiodtype; it prints no types.',
    settledBy: {
      look: 'Run `npm run sync -- close-check --company CODE --period YEAR/none`: it lists the periods with their days, which must be those of Finance.',
    },
    default: 'A fiscal period that is typed by year and name is looked up there.',
    otherwise: {
      kind: 'code',
      where: 'shared/periods/fiscal-periods.ts; --from and --to name the days without it',
    },
  },
  'stored-next-link': {
    says: 'Dataverse follows the next link of a page some minutes or hours after it gave it, and goes on after the same row.',
    usedBy: ['shared/start/publish-unit.ts'],
    sure: 'likely',
    because:
      'The paging cookie in it is printed, and holds the key of the last row; for how long it may be used is not published.',
    settledBy: {
      look: 'Keep an @odata.nextLink of a table of several pages, and ask for it again on the next day: it must answer the second page.',
    },
    default:
      'A resumed initial sync goes on with it; where Dataverse refuses it, the map is gone over from its first row.',
    otherwise: { kind: 'code', where: 'shared/start/source-rows.ts: tell no next' },
  },
  'paused-native-map': {
    says: 'A paused map of dual-write keeps its row in msdyn_dualwriteruntimeconfigs, as a running one has.',
    usedBy: ['shared/dataverse/read-native-maps.ts'],
    sure: 'open',
    because: 'The table is said to hold the maps that run; what a pause does to it is published nowhere.',
    settledBy: {
      look: 'Pause a native map in a copy of the environment: `npm run maps -- check` must go on to name it as the twin of ours.',
    },
    default: 'Ours do not start beside a paused map, which would replay what waited.',
    otherwise: {
      kind: 'code',
      where: 'docs/going-live.md: that a map is to be stopped and not paused is then for a person to see to',
    },
  },
  'native-import-id': {
    says: 'Native dual-write finds a staged actual by legal entity and msdyn_actualimportid; an actual that has none gets a new one, and so a second row.',
    usedBy: [mapNames.actuals],
    sure: 'open',
    because:
      'The exported map has the pair in both directions and in its key; what makes the id where Dataverse has none is not published.',
    settledBy: {
      look: 'In a copy of both environments, after ours was stopped and the native map started: change an actual that ours has staged, and count its rows in ProjActualsImports.',
    },
    default:
      'Ours stages an actual under its own id and leaves msdyn_actualimportid alone; the way back fills it first.',
    otherwise: { kind: 'code', where: 'docs/going-live.md: the step of the way back that fills it' },
  },
  'skip-sync-column': {
    says: 'The column "Skip Sync (internal use only)" of actuals is msdyn_skipsync, a yes or no.',
    usedBy: [mapNames.actuals],
    sure: 'likely',
    because: 'The label is documented; the name follows the pattern of all its neighbours.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The filter of actuals reads msdyn_skipsync; a column that is not there stops the map.',
    accepts: [{ map: mapNames.actuals, line: 'filter' }],
    otherwise: { kind: 'code', where: `${metadataFiles}/estimates-actuals.ts and the filter of the map` },
  },
  'transition-column': {
    says: 'msdyn_istransition of actuals is a yes or no.',
    usedBy: [mapNames.actuals],
    sure: 'likely',
    because: 'The exported filter of 2020 compares it with true.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The filter of actuals compares it with true.',
    otherwise: { kind: 'code', where: `${metadataFiles}/estimates-actuals.ts` },
  },
  'owning-company-column': {
    says: 'The legal entity of contracts, projects, actuals, invoices, expense categories and vendor invoices is the look-up msdyn_owningcompany.',
    usedBy: ['every map of these tables'],
    sure: 'likely',
    because: 'The path is printed for actuals and vendor invoice lines, and nowhere for the others.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The company of a record is read from it.',
    accepts: [
      { map: mapNames.contracts, line: 'dataAreaId' },
      { map: mapNames.invoiceProposals, line: 'dataAreaId' },
    ],
    otherwise: { kind: 'code', where: `${metadataFiles}/shared-columns.ts` },
  },
  'expense-columns': {
    says: 'Expenses have a time-zone independent msdyn_transactiondate, a choice msdyn_billingtype and a look-up msdyn_task.',
    usedBy: [mapNames.expenses],
    sure: 'open',
    because: 'The columns are known from actuals, where they have these types.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The map writes all three.',
    accepts: [
      { map: mapNames.expenses, line: 'msdyn_billingtype' },
      { map: mapNames.expenses, line: 'msdyn_task.msdyn_activitynumber' },
    ],
    otherwise: { kind: 'code', where: `${metadataFiles}/expense.ts` },
  },
  'vendor-invoice-columns': {
    says: 'Vendor invoices have a time-zone independent msdyn_invoicedate, and their lines a look-up msdyn_task.',
    usedBy: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
    sure: 'open',
    because:
      'The pair of the date is documented without its type; the task is documented without its column.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The maps write both.',
    accepts: [{ map: mapNames.vendorInvoiceLines, line: 'msdyn_task.msdyn_activitynumber' }],
    otherwise: { kind: 'code', where: `${metadataFiles}/vendor-invoice.ts` },
  },
  'contract-line-id-column': {
    says: 'msdyn_contractlineid of milestones is a text that holds the id of the contract line.',
    usedBy: [mapNames.milestones],
    sure: 'open',
    because: 'Actuals name the line by such a text; a look-up would hold the same id.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'It is read as text.',
    otherwise: {
      kind: 'code',
      where: `${metadataFiles}/setup-configuration.ts: a look-up to salesorderdetail`,
    },
  },
  'own-columns': {
    says: 'The columns of our own on actuals and invoices (posync_…) are installed with these names and types.',
    usedBy: [mapNames.invoiceResults, `${mapNames.actuals} with WRITE_BACK=custom`],
    sure: 'open',
    because: 'Whoever installs this makes them; nothing else does.',
    settledBy: { probe: 'dataverse-columns' },
    default: 'The maps write them.',
    otherwise: { kind: 'maps-off', maps: [mapNames.invoiceResults] },
  },
  'connection-type-marks': {
    says: 'A transaction connection marks both of its transactions as msdyn_actual in msdyn_transaction1type and msdyn_transaction2type.',
    usedBy: [mapNames.connections],
    sure: 'open',
    because: 'The predecessor of the map has the columns; their values are not printed.',
    settledBy: { probe: 'connection-marks' },
    default: 'Connections with other marks stay in Dataverse.',
    accepts: [{ map: mapNames.connections, line: 'filter' }],
    otherwise: {
      kind: 'code',
      where: 'functions/estimates-actuals/transaction-relationships.map.ts: the filter',
    },
  },
  'unknown-column-in-query': {
    says: 'A query with an unknown column is answered with code 0x80060888 and a text that names it.',
    usedBy: ['shared/dataverse/dataverse-error.ts'],
    sure: 'likely',
    because: 'The code stands in public error reports.',
    settledBy: { probe: 'unknown-column' },
    default: 'It says that the map is wrong, so that one breaker opens instead of many dead letters.',
    otherwise: { kind: 'code', where: 'shared/dataverse/dataverse-error.ts: malformedCodes, namesUnknown' },
  },
  'unknown-column-in-body': {
    says: 'A body with an unknown column is answered with code 0x80048d19 and a text that names it.',
    usedBy: ['shared/dataverse/dataverse-error.ts'],
    sure: 'likely',
    because: 'The code stands in public error reports.',
    settledBy: { probe: 'dataverse-refusals' },
    default: 'It says that the map is wrong, so that one breaker opens instead of many dead letters.',
    otherwise: { kind: 'code', where: 'shared/dataverse/dataverse-error.ts: malformedCodes, namesUnknown' },
  },
  'dataverse-status-refusals': {
    says: 'A status that does not fit the state is refused with 0x80048408.',
    usedBy: ['shared/dataverse/dataverse-error.ts'],
    sure: 'open',
    because: 'The code is in the list of the platform, its use here is not documented.',
    settledBy: { probe: 'dataverse-refusals' },
    default: 'The code has the cause "stage-refuses"; another one is rejected as "unexpected".',
    otherwise: { kind: 'code', where: 'shared/dataverse/dataverse-error.ts: valueCodes' },
  },
  'dataverse-mandatory-text': {
    says: 'An empty column that the platform requires is refused with "is required and cannot be empty".',
    usedBy: ['shared/dataverse/dataverse-error.ts'],
    sure: 'guess',
    because: 'No public source prints the text, and it is localised.',
    settledBy: {
      look: 'Clear a system-required column of a test row in Dataverse by PATCH with null and read the text of the refusal.',
    },
    default: 'The text has the cause "mandatory-field-empty"; another one is rejected as "unexpected".',
    otherwise: { kind: 'code', where: 'shared/dataverse/dataverse-error.ts: causeOf' },
  },
  'delta-token-refusal': {
    says: 'A delta token that is too old is refused with status 400, 404, 410 or 412.',
    usedBy: ['shared/dataverse/changes-since.ts'],
    sure: 'likely',
    because:
      'That it is refused is documented, and that all rows must be read then; status and code are not.',
    settledBy: {
      look: 'Set Organization.ExpireChangeTrackingInDays of a test environment to 1, keep a delta link for two days, request it and look at the status.',
    },
    default: 'All rows of the table are compared by key; any other status is a failure of the round.',
    otherwise: { kind: 'code', where: 'shared/dataverse/changes-since.ts: isRefusal' },
  },
  'system-job-row': {
    says: 'A failed system job names the row that it was about in regardingobjectid, and its table in primaryentitytype.',
    usedBy: ['shared/dataverse/failed-jobs.ts', 'shared/dataverse/failed-since.ts'],
    sure: 'likely',
    because: 'The documented query names state, texts and times of system jobs, not these two columns.',
    settledBy: {
      look: 'Let a notification fail in a test environment and read asyncoperations with _regardingobjectid_value and primaryentitytype.',
    },
    default:
      'An overdue expectation carries the newest such text; where it cannot be read, the expectation is listed without.',
    otherwise: { kind: 'code', where: 'shared/dataverse/failed-jobs.ts and failed-since.ts' },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
