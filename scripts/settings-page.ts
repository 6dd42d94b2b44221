import sample from '../local.settings.sample.json' with { type: 'json' };
import { settingDefault, type SettingName } from '../shared/settings/settings.ts';

interface Told {
  readonly is: string;
  /** Page that says more. */
  readonly page?: string;
}

type Part = readonly [title: string, settings: Partial<Record<SettingName, Told>>];

const systems = {
  DATAVERSE_URL: { is: 'address of the Dataverse environment. Must be given' },
  DATAVERSE_ORGANIZATION_IDS: {
    is: 'ids of the organisations whose events are taken, separated by commas. Must be given',
    page: 'operate.md#a-foreign-organisation',
  },
  FINANCE_URL: { is: 'address of the Finance environment. Must be given' },
  COMPANIES: {
    is: 'legal entities in scope, as JSON: `[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]`; `intercompanyVendors` lists vendors that stand for a legal entity. Must be given',
    page: 'going-live.md',
  },
  AUTHENTICATION: {
    is: '`managed-identity`: the app’s own identity in Azure, elsewhere whoever is signed in. `none`: the sandboxes',
  },
  MANAGED_IDENTITY_CLIENT_ID: { is: 'client id of the app’s identity' },
  DATAVERSE_OTHER_CLIENT_IDS: {
    is: 'client ids of further managed identities, separated by commas',
    page: 'instances.md#several-application-users',
  },
  REQUEST_TIMEOUT_SECONDS: { is: 'how long an answer of either system is waited for' },
  FINANCE_FILTER_CHARACTERS: { is: 'longest filter of a request to Finance', page: 'assumptions.md' },
} as const;

const maps = {
  WRITE_BACK: {
    is: 'which columns of an actual take voucher, rate, amount and tax: `standard`, or `custom` ones',
    page: 'migrate-from-dual-write.md#what-dies-with-the-native-maps',
  },
  MAPS_OFF: { is: 'table maps that do not run, separated by semicolons', page: 'migrate-from-dual-write.md' },
  MAPS_ACCEPTED_FILE: {
    is: 'file of what this installation accepts; else `maps.accepted.json` beside the functions',
    page: 'checking-maps.md',
  },
} as const;

const azure = {
  SERVICE_BUS: { is: 'connection string of the bus, for a machine. This or the next must be given' },
  SERVICE_BUS__fullyQualifiedNamespace: { is: 'host of the namespace, reached by the app’s identity' },
  LEDGER: { is: 'connection string of the ledger, for a machine. This or the next must be given' },
  LEDGER__tableServiceUri: { is: 'address of the table service, reached by the app’s identity' },
  AUDIT_BLOBS: { is: 'connection string of the audit’s blobs, for a machine' },
  AUDIT_BLOBS__blobServiceUri: {
    is: 'address of the blob service; without both the audit is in the ledger alone',
    page: 'security.md#reading-the-audit-as-an-auditor',
  },
  APPLICATIONINSIGHTS_CONNECTION_STRING: { is: 'where metrics and traces go', page: 'observing.md#settings' },
  TRACE_RATIO: { is: 'part of the traces without a failure that is exported', page: 'observing.md#settings' },
} as const;

const sync = {
  LEASE_SECONDS: { is: 'how long a claim holds a record; longer than the next and an answer together' },
  LAST_WRITE_SECONDS: { is: 'no write starts later than this after the claim' },
  RETRY_SECONDS: {
    is: 'waits before the tries of a failure that may pass, separated by commas; the last repeats',
  },
  GIVE_UP_SECONDS: { is: 'after this a failure that did not pass is rejected' },
  RECHECK_SECONDS: {
    is: 'waits before a look at a missing reference, separated by commas; the last repeats',
  },
  LEDGER_AWAY_SECONDS: {
    is: 'wait of a change while the ledger is away',
    page: 'operate.md#the-ledger-is-away',
  },
  VERIFY_AFTER_SECONDS: { is: 'when a record is compared after somebody took over an expired claim' },
  DOCUMENT_WINDOW_SECONDS: {
    is: 'checks of one document within this time become one',
    page: 'performance.md',
  },
  EXPECTATION_MINUTE_SECONDS: {
    is: 'a minute of what must follow a record; less only where time is compressed',
  },
  WAIT_ALARM_HOURS: { is: 'records that wait longer raise an alarm; 0: never', page: 'outages.md#alarms' },
  SCAN_WINDOW_SECONDS: { is: 'requests for one scan within this time become one' },
} as const;

const pace = {
  MOST_IN_FLIGHT: { is: 'reads of one instance under way at once, to each set', page: 'instances.md' },
  MOST_IN_FLIGHT_OF_ALL: {
    is: 'requests of all instances under way at once, to each system',
    page: 'instances.md',
  },
  PULSE_SECONDS: { is: 'how often an instance says that it lives', page: 'instances.md' },
  BULK_AT_ONCE: { is: 'rows of a load that one process works on at once', page: 'limits-and-cost.md' },
  BREAKER_SECONDS: {
    is: 'waits before the first, second, … probe; the last repeats',
    page: 'outages.md#how-it-closes',
  },
  BREAKER_LONGEST_SECONDS: {
    is: 'longest wait, whatever Retry-After says',
    page: 'outages.md#how-it-closes',
  },
  BREAKER_FAILURES: {
    is: 'different records that must fail where one proves nothing',
    page: 'outages.md#settings',
  },
  BREAKER_WINDOW_SECONDS: { is: 'within this time', page: 'outages.md#settings' },
  RELEASE_PER_SECOND: { is: 'parked records sent in a second', page: 'outages.md#settings' },
  RELEASE_SECONDS: { is: 'longest run of the release timer', page: 'outages.md#settings' },
  AUTO_PAUSE_REJECTIONS: { is: 'more rejections of a map pause it; 0: never', page: 'outages.md#pauses' },
  AUTO_PAUSE_MINUTES: { is: 'within this time', page: 'outages.md#pauses' },
  DELETE_FLOOD_COUNT: { is: 'more deletes of a map pause its deletes; 0: never', page: 'outages.md#pauses' },
  DELETE_FLOOD_MINUTES: { is: 'within this time', page: 'outages.md#pauses' },
} as const;

const support = {
  SUPPORT_SIGN_IN: {
    is: '`platform`: App Service authentication. `local`: nobody, for a machine',
    page: 'console.md',
  },
  WEBSITE_AUTH_ENABLED: { is: 'set by the platform itself: its authentication is on', page: 'console.md' },
  SUPPORT_ROLES: { is: 'app roles with their limits, as JSON', page: 'console.md' },
  SUPPORT_KEY_ROLE: {
    is: 'what a holder of a function key may do; `none` closes the terminal',
    page: 'console.md',
  },
  SUPPORT_SECOND_PERSON: {
    is: '`on`: a discard of a transactional record takes two people',
    page: 'console.md',
  },
  SUPPORT_HIDE: {
    is: 'columns whose values readers do not see',
    page: 'console.md#what-a-reader-does-not-see',
  },
  SUPPORT_FINANCE_FORMS: { is: 'JSON from table map to menu item of Finance', page: 'console.md' },
  CONSOLE_FOLDER: { is: 'where the files of the console are; else beside the functions' },
} as const;

/** Every setting has its line: one that is missing here does not compile. */
const all = { ...systems, ...maps, ...azure, ...sync, ...pace, ...support } satisfies Record<
  SettingName,
  Told
>;

const parts: readonly Part[] = [
  ['The two systems', systems],
  ['Table maps', maps],
  ['Bus, ledger, audit, telemetry', azure],
  ['How records are worked on', sync],
  ['How much at once, and when not', pace],
  ['Support', support],
];

/** Times of timers; they have no default: whoever runs the app gives them. */
const timers = {
  SCAN_SCHEDULE: 'scans of Finance’s sets',
  RECONCILE_SCHEDULE: 'reconciliation',
  DEAD_LETTER_SCHEDULE: 'dead letters are taken in, replays and loads go on, the audit is appended',
  RELEASE_SCHEDULE: 'parked records are released',
  MAP_CHECK_SCHEDULE: 'native twins are looked for',
  OBSERVE_SCHEDULE: 'what is open is counted',
} as const;

/** `docs/settings.md`: every setting of the app with its default. */
export function settingsPage(): string {
  const tables = parts.map(([title, settings]) =>
    table(
      title,
      'default',
      (Object.keys(settings) as SettingName[]).map((name) => [
        name,
        settingDefault(name) ?? '',
        text(all[name]),
      ]),
    ),
  );
  const times: Readonly<Record<string, string>> = sample.Values;
  const rows = Object.entries(timers).map(([name, is]) => [name, times[name] ?? '', is] as const);
  return [head, ...tables, table('Times of timers', 'in Azure', rows), tail].join('\n');
}

const text = ({ is, page }: Told): string => (page === undefined ? is : `${is} ([more](${page}))`);

const table = (
  title: string,
  second: string,
  rows: readonly (readonly [name: string, value: string, is: string])[],
): string =>
  [
    `## ${title}`,
    '',
    `| setting | ${second} | is |`,
    '|---|---|---|',
    ...rows.map(([name, value, is]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${is} |`),
    '',
  ].join('\n');

const head = `# Settings

Made from \`scripts/settings-page.ts\` and the app's own schema by \`npm run docs\`.

All are environment variables. Wrong ones are all named at start and by \`npm run doctor\`. In Azure \`infra/azure/function-app.bicep\`
sets those that a deployment knows, and \`MORE_SETTINGS\` [any other](deploy.md#1-say-what-is-yours); \`local.settings.sample.json\` is
a set for a machine. An empty value is none.
`;

const tail = `Each is six fields, seconds first ([NCRONTAB](https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer)), in UTC.
What the commands take besides (\`REGISTER_SERVICE_BUS\`, \`SUPPORT_URL\`, …) stands on [their pages](register.md).
`;
