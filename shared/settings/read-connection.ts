import { isSandbox } from './is-sandbox.ts';
import { settingProblem, SettingsError, settingsSchema } from './settings.ts';

/** The settings by which a command at a terminal reaches both systems: a part of the app's own. */
export interface Connection {
  readonly dataverseUrl: string;
  readonly financeUrl: string;
  readonly authentication: 'managed-identity' | 'none';
  readonly managedIdentityClientId: string | undefined;
  readonly sandbox: boolean;
  readonly serviceBus: string | undefined;
  readonly companies: ReadonlySet<string>;
  readonly writeBack: 'standard' | 'custom';
  readonly mapsAcceptedFile: string | undefined;
  readonly mapsOff: ReadonlySet<string>;
  readonly requestTimeoutMs: number;
  readonly financeFilterCharacters: number;
}

const connectionSchema = settingsSchema
  .pick({
    DATAVERSE_URL: true,
    FINANCE_URL: true,
    AUTHENTICATION: true,
    MANAGED_IDENTITY_CLIENT_ID: true,
    SERVICE_BUS: true,
    WRITE_BACK: true,
    MAPS_ACCEPTED_FILE: true,
    MAPS_OFF: true,
    REQUEST_TIMEOUT_SECONDS: true,
    FINANCE_FILTER_CHARACTERS: true,
  })
  .extend({ COMPANIES: settingsSchema.shape.COMPANIES.optional() });

/**
 * Reads and checks those settings; neither bus nor ledger need be named.
 *
 * @throws SettingsError naming every setting that is missing or wrong.
 */
export function readConnection(environment: Readonly<Record<string, string | undefined>>): Connection {
  const parsed = connectionSchema.safeParse(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map((issue) => settingProblem(environment, issue)));
  const values = parsed.data;
  return {
    dataverseUrl: values.DATAVERSE_URL.replace(/\/$/, ''),
    financeUrl: values.FINANCE_URL.replace(/\/$/, ''),
    authentication: values.AUTHENTICATION,
    managedIdentityClientId: values.MANAGED_IDENTITY_CLIENT_ID,
    sandbox: isSandbox(values.DATAVERSE_URL, values.FINANCE_URL, values.AUTHENTICATION),
    serviceBus: values.SERVICE_BUS,
    companies: new Set(values.COMPANIES?.keys() ?? []),
    writeBack: values.WRITE_BACK,
    mapsAcceptedFile: values.MAPS_ACCEPTED_FILE,
    mapsOff: values.MAPS_OFF,
    requestTimeoutMs: values.REQUEST_TIMEOUT_SECONDS,
    financeFilterCharacters: values.FINANCE_FILTER_CHARACTERS,
  };
}
