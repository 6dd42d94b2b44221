import { z } from 'zod';
import type { Companies } from '../sync/companies.ts';
import { defaultGateSettings, type GateSettings } from '../sync/gates/gate-settings.ts';
import { isSandbox } from './is-sandbox.ts';
import { supportSchema, supportSettingsOf, type SupportSettings } from './support-settings.ts';
import { defaultTiming, type Timing } from '../sync/timing.ts';

/** Where the two systems are and what of them is in scope. */
export interface SystemSettings {
  readonly dataverseUrl: string;
  readonly financeUrl: string;
  /** Both systems are the embedded ones: maps may run on guesses. */
  readonly sandbox: boolean;
  readonly companies: Companies;
  /** `none`: the sandboxes take requests without a token. */
  readonly authentication: 'managed-identity' | 'none';
  readonly managedIdentityClientId: string | undefined;
  /** Client ids of further managed identities that are application users of Dataverse, with the same security role. */
  readonly otherDataverseClientIds: readonly string[];
  readonly requestTimeoutMs: number;
  /** Longest filter of a request to Finance, in characters. */
  readonly financeFilterCharacters: number;
}

/** Every setting of the app, validated. Names are those of the environment variables. */
export interface Settings extends SystemSettings {
  readonly organizationIds: ReadonlySet<string>;
  readonly serviceBus: { readonly connectionString: string } | { readonly namespace: string };
  readonly ledger: { readonly connectionString: string } | { readonly url: string };
  /** Where the audit is kept that cannot be rewritten; undefined: in the ledger alone. */
  readonly audit: { readonly connectionString: string } | { readonly url: string } | undefined;
  /** Connection string of Application Insights; without one no telemetry leaves the process. */
  readonly applicationInsights: string | undefined;
  /** Part of the traces without a failure that is kept, from 0 to 1. */
  readonly traceRatio: number;
  /** Which columns of an actual take voucher, rate, amount and tax: dual-write's own, or custom ones. */
  readonly writeBack: 'standard' | 'custom';
  /** File with the columns and pairs that this installation accepts; undefined: the one beside the functions, if any. */
  readonly mapsAcceptedFile: string | undefined;
  /** Names of table maps that are switched off. */
  readonly mapsOff: ReadonlySet<string>;
  readonly timing: Timing;
  /** Breakers, pauses and the release of what is parked. */
  readonly gates: GateSettings;
  /** Who may use the support API, and for what. */
  readonly support: SupportSettings;
  readonly scanWindowMs: number;
  readonly mostInFlight: number;
  /** Requests of all instances that may be under way at once, to each system. */
  readonly mostInFlightOfAll: number;
  /** How often an instance says that it lives and writes down what it counted. */
  readonly pulseMs: number;
  /** Rows of an initial sync or a resync that one process works on at once. */
  readonly bulkAtOnce: number;
}

/** A setting is missing or wrong; the text names every such setting and says what it must look like. */
export class SettingsError extends Error {
  /** `NAME: what is wrong with it`, one for each. */
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');

const companies = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({
        code: 'custom',
        message:
          'must be JSON such as [{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]',
      });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.strictObject({
          code: z.string().min(1).toLowerCase(),
          goLive: date,
          firstOpenPeriod: date,
          intercompanyVendors: z.array(z.string().min(1)).exactOptional(),
        }),
      )
      .min(1),
  )
  .transform((list): Companies => new Map(list.map((company) => [company.code, company])));

const seconds = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .default(fallback / 1000)
    .transform((value) => Math.round(value * 1000));

const count = (fallback: number, least: number) => z.coerce.number().int().min(least).default(fallback);

const minutes = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .default(fallback / 60_000)
    .transform((value) => Math.round(value * 60_000));

const secondsList = (fallback: readonly number[]) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be seconds separated by commas, such as 5,15,60')
    .default(fallback.map((value) => value / 1000).join(','))
    .transform((text) => text.split(',').map((part) => Math.round(Number(part) * 1000)));

const hourMs = 3_600_000;

const schema = z.object({
  DATAVERSE_URL: z.url(),
  DATAVERSE_ORGANIZATION_IDS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
    .pipe(z.array(z.guid()).min(1))
    .transform((ids): ReadonlySet<string> => new Set(ids)),
  FINANCE_URL: z.url(),
  COMPANIES: companies,
  SERVICE_BUS: z.string().startsWith('Endpoint=').optional(),
  SERVICE_BUS__fullyQualifiedNamespace: z.string().optional(),
  LEDGER: z.string().includes('=').optional(),
  LEDGER__tableServiceUri: z.url().optional(),
  AUDIT_BLOBS: z.string().includes('=').optional(),
  AUDIT_BLOBS__blobServiceUri: z.url().optional(),
  AUTHENTICATION: z.enum(['managed-identity', 'none']).default('managed-identity'),
  MANAGED_IDENTITY_CLIENT_ID: z.guid().optional(),
  DATAVERSE_OTHER_CLIENT_IDS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(z.guid('must be client ids of managed identities, separated by commas'))),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().includes('InstrumentationKey=').optional(),
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(1),
  WRITE_BACK: z.enum(['standard', 'custom']).default('standard'),
  MAPS_ACCEPTED_FILE: z.string().optional(),
  MAPS_OFF: z
    .string()
    .default('')
    .transform(
      (text): ReadonlySet<string> =>
        new Set(
          text
            .split(';')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
        ),
    ),
  LEASE_SECONDS: seconds(defaultTiming.leaseMs),
  LAST_WRITE_SECONDS: seconds(defaultTiming.lastWriteMs),
  RETRY_SECONDS: secondsList(defaultTiming.retryMs),
  GIVE_UP_SECONDS: seconds(defaultTiming.giveUpMs),
  RECHECK_SECONDS: secondsList(defaultTiming.recheckMs),
  LEDGER_AWAY_SECONDS: seconds(defaultTiming.ledgerAwayMs),
  VERIFY_AFTER_SECONDS: seconds(defaultTiming.verifyAfterMs),
  DOCUMENT_WINDOW_SECONDS: seconds(defaultTiming.documentWindowMs),
  EXPECTATION_MINUTE_SECONDS: seconds(defaultTiming.expectationMinuteMs),
  WAIT_ALARM_HOURS: z.coerce
    .number()
    .min(0)
    .default(defaultTiming.waitAlarmMs / hourMs),
  SCAN_WINDOW_SECONDS: seconds(5_000),
  REQUEST_TIMEOUT_SECONDS: seconds(45_000),
  BREAKER_SECONDS: secondsList(defaultGateSettings.probeMs),
  BREAKER_LONGEST_SECONDS: seconds(defaultGateSettings.longestMs),
  BREAKER_FAILURES: count(defaultGateSettings.failuresToOpen, 1),
  BREAKER_WINDOW_SECONDS: seconds(defaultGateSettings.failureWindowMs),
  RELEASE_PER_SECOND: count(defaultGateSettings.releasePerSecond, 1),
  RELEASE_SECONDS: seconds(defaultGateSettings.releaseMs),
  AUTO_PAUSE_REJECTIONS: count(defaultGateSettings.autoPauseRejections, 0),
  AUTO_PAUSE_MINUTES: minutes(defaultGateSettings.autoPauseMs),
  DELETE_FLOOD_COUNT: count(defaultGateSettings.deleteFloodCount, 0),
  DELETE_FLOOD_MINUTES: minutes(defaultGateSettings.deleteFloodMs),
  MOST_IN_FLIGHT: z.coerce.number().int().min(1).max(52).default(4),
  MOST_IN_FLIGHT_OF_ALL: count(48, 1),
  PULSE_SECONDS: seconds(60_000),
  BULK_AT_ONCE: z.coerce.number().int().min(1).max(32).default(4),
  FINANCE_FILTER_CHARACTERS: z.coerce.number().int().min(200).max(8_000).default(2_000),
  ...supportSchema,
});

export type SettingName = keyof typeof schema.shape;

/** Names of all settings that the app reads, but for the times of its timers. */
export const settingNames: ReadonlySet<string> = new Set(Object.keys(schema.shape));

/** What a setting is when it is not given, as it would be written; undefined: nothing, or it must be given. */
export function settingDefault(name: SettingName): string | undefined {
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const form = properties?.[name];
  const value = typeof form === 'object' ? form.default : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const systemSchema = schema.pick({
  DATAVERSE_URL: true,
  FINANCE_URL: true,
  COMPANIES: true,
  AUTHENTICATION: true,
  MANAGED_IDENTITY_CLIENT_ID: true,
  DATAVERSE_OTHER_CLIENT_IDS: true,
  REQUEST_TIMEOUT_SECONDS: true,
  FINANCE_FILTER_CHARACTERS: true,
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings that a command needs to ask the two systems, and no other.
 *
 * @throws SettingsError naming every setting that is missing or wrong.
 */
export const readSystemSettings = (environment: Environment): SystemSettings =>
  systemsOf(parse(systemSchema, environment));

/**
 * Reads and checks all settings.
 *
 * @throws SettingsError naming every setting that is missing or wrong.
 */
export function readSettings(environment: Environment): Settings {
  const values = parse(schema, environment);
  const problems: string[] = [];
  const serviceBus = oneOf(values.SERVICE_BUS, values.SERVICE_BUS__fullyQualifiedNamespace);
  if (serviceBus === undefined)
    problems.push(
      'SERVICE_BUS (connection string) or SERVICE_BUS__fullyQualifiedNamespace: one of them must be set',
    );
  const ledger = oneOf(values.LEDGER, values.LEDGER__tableServiceUri);
  if (ledger === undefined)
    problems.push('LEDGER (connection string) or LEDGER__tableServiceUri: one of them must be set');
  const audit = oneOf(values.AUDIT_BLOBS, values.AUDIT_BLOBS__blobServiceUri);
  if (audit?.kind === 'second' && values.AUTHENTICATION === 'none')
    problems.push(
      'AUDIT_BLOBS__blobServiceUri: needs AUTHENTICATION managed-identity; without it give AUDIT_BLOBS, a connection string',
    );
  if (values.LAST_WRITE_SECONDS + values.REQUEST_TIMEOUT_SECONDS >= values.LEASE_SECONDS)
    problems.push(
      'LEASE_SECONDS: must be longer than LAST_WRITE_SECONDS and REQUEST_TIMEOUT_SECONDS together, or a write could outlive its lease',
    );
  const systems = systemsOf(values);
  if (values.SUPPORT_SIGN_IN === 'local' && !systems.sandbox)
    problems.push(
      'SUPPORT_SIGN_IN: must be platform outside the local environment, or everybody who reaches the app could replay',
    );
  if (serviceBus === undefined || ledger === undefined || problems.length > 0)
    throw new SettingsError(problems);
  return {
    ...systems,
    organizationIds: values.DATAVERSE_ORGANIZATION_IDS,
    serviceBus:
      serviceBus.kind === 'first' ? { connectionString: serviceBus.value } : { namespace: serviceBus.value },
    ledger: ledger.kind === 'first' ? { connectionString: ledger.value } : { url: ledger.value },
    audit:
      audit === undefined
        ? undefined
        : audit.kind === 'first'
          ? { connectionString: audit.value }
          : { url: audit.value },
    applicationInsights: values.APPLICATIONINSIGHTS_CONNECTION_STRING,
    traceRatio: values.TRACE_RATIO,
    writeBack: values.WRITE_BACK,
    mapsAcceptedFile: values.MAPS_ACCEPTED_FILE,
    mapsOff: values.MAPS_OFF,
    timing: {
      leaseMs: values.LEASE_SECONDS,
      lastWriteMs: values.LAST_WRITE_SECONDS,
      retryMs: values.RETRY_SECONDS,
      giveUpMs: values.GIVE_UP_SECONDS,
      recheckMs: values.RECHECK_SECONDS,
      ledgerAwayMs: values.LEDGER_AWAY_SECONDS,
      verifyAfterMs: values.VERIFY_AFTER_SECONDS,
      documentWindowMs: values.DOCUMENT_WINDOW_SECONDS,
      expectationMinuteMs: values.EXPECTATION_MINUTE_SECONDS,
      waitAlarmMs: values.WAIT_ALARM_HOURS * hourMs,
    },
    gates: {
      probeMs: values.BREAKER_SECONDS,
      longestMs: values.BREAKER_LONGEST_SECONDS,
      failuresToOpen: values.BREAKER_FAILURES,
      failureWindowMs: values.BREAKER_WINDOW_SECONDS,
      releasePerSecond: values.RELEASE_PER_SECOND,
      releaseMs: values.RELEASE_SECONDS,
      autoPauseRejections: values.AUTO_PAUSE_REJECTIONS,
      autoPauseMs: values.AUTO_PAUSE_MINUTES,
      deleteFloodCount: values.DELETE_FLOOD_COUNT,
      deleteFloodMs: values.DELETE_FLOOD_MINUTES,
      linkFirst: true,
    },
    support: supportSettingsOf(values),
    scanWindowMs: values.SCAN_WINDOW_SECONDS,
    mostInFlight: values.MOST_IN_FLIGHT,
    mostInFlightOfAll: values.MOST_IN_FLIGHT_OF_ALL,
    pulseMs: values.PULSE_SECONDS,
    bulkAtOnce: values.BULK_AT_ONCE,
  };
}

const systemsOf = (values: z.infer<typeof systemSchema>): SystemSettings => ({
  dataverseUrl: values.DATAVERSE_URL.replace(/\/$/, ''),
  financeUrl: values.FINANCE_URL.replace(/\/$/, ''),
  sandbox: isSandbox(values.DATAVERSE_URL, values.FINANCE_URL, values.AUTHENTICATION),
  companies: values.COMPANIES,
  authentication: values.AUTHENTICATION,
  managedIdentityClientId: values.MANAGED_IDENTITY_CLIENT_ID,
  otherDataverseClientIds: values.DATAVERSE_OTHER_CLIENT_IDS,
  requestTimeoutMs: values.REQUEST_TIMEOUT_SECONDS,
  financeFilterCharacters: values.FINANCE_FILTER_CHARACTERS,
});

function parse<Values>(form: z.ZodType<Values>, environment: Environment): Values {
  const parsed = form.safeParse(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map((issue) => describe(environment, issue)));
  return parsed.data;
}

function describe(environment: Environment, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  return `${issue.path.join('.')}: ${(environment[name] ?? '') === '' ? 'must be set' : issue.message}`;
}

function oneOf(
  first: string | undefined,
  second: string | undefined,
): { kind: 'first' | 'second'; value: string } | undefined {
  if (first !== undefined) return { kind: 'first', value: first };
  return second === undefined ? undefined : { kind: 'second', value: second };
}
