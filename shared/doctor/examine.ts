import type { TokenCredential } from '@azure/core-auth';
import type { AuditBlobs } from '../audit/audit-blobs.ts';
import { connectAuditBlobs } from '../audit/connect-audit-blobs.ts';
import { dataverseCounterpart } from '../dataverse/dataverse-counterpart.ts';
import { webApi } from '../dataverse/web-api.ts';
import { financeCounterpart } from '../finance/finance-counterpart.ts';
import { tableStorageLedger } from '../ledger/table-storage/table-storage-ledger.ts';
import { httpSender } from '../odata/http-sender.ts';
import { registrations } from '../register/registrations.ts';
import type { Settings, SystemSettings } from '../settings/settings.ts';
import type { Registry } from '../table-map/registry.ts';
import { checkAudit } from './check-audit.ts';
import { checkBus } from './check-bus.ts';
import { checkDataverseUser } from './check-dataverse-user.ts';
import { checkFinanceSets } from './check-finance-sets.ts';
import { checkFit } from './check-fit.ts';
import { checkIdentity } from './check-identity.ts';
import { checkLedger } from './check-ledger.ts';
import { checkSignIn } from './check-sign-in.ts';
import { checkSteps } from './check-steps.ts';
import { unknown, type Diagnosis } from './diagnosis.ts';
import { look } from './look.ts';

export interface Patient {
  readonly systems: SystemSettings;
  /** undefined where settings are missing or wrong: bus, ledger and organisation are then not looked at. */
  readonly settings: Settings | undefined;
  readonly maps: Registry;
  readonly credential: TokenCredential | undefined;
  /** Name of our service endpoint in Dataverse. */
  readonly endpoint: string;
  /** Address of the functions app; undefined where nothing says it. */
  readonly app: string | undefined;
  readonly now: () => number;
}

/** Looks at everything that the app needs; reads only. What cannot be asked keeps nothing else back. */
export async function examine(patient: Patient): Promise<readonly Diagnosis[]> {
  const { systems, settings, maps, credential, now } = patient;
  const client = { credential, timeoutMs: systems.requestTimeoutMs };
  const api = webApi({ url: systems.dataverseUrl, maxInFlight: 4, pageSize: 1_000, now, ...client });
  const finance = httpSender({
    system: 'finance',
    url: systems.financeUrl,
    ...client,
    headers: { Accept: 'application/json' },
  });
  const inUse = maps.all().filter((map) => !maps.isOff(map));
  const bus = settings === undefined ? undefined : addressOf(settings.serviceBus, credential);
  const ledger = settings === undefined ? undefined : addressOf(settings.ledger, credential);
  const looks = await Promise.all([
    checkIdentity(
      credential,
      { Dataverse: systems.dataverseUrl, Finance: systems.financeUrl },
      systems.sandbox,
    ),
    look('Dataverse', () => checkDataverseUser(api, settings?.organizationIds, inUse, now)),
    look('Finance', () =>
      checkFinanceSets((path) => finance({ method: 'GET', url: `${systems.financeUrl}${path}` }), inUse),
    ),
    bus === undefined ? notLookedAt('Service Bus') : look('Service Bus', () => checkBus(bus)),
    ledger === undefined ? notLookedAt('ledger') : look('ledger', () => checkLedger(ledger, now)),
    ledger === undefined || settings === undefined
      ? notLookedAt('audit')
      : look('audit', () =>
          checkAudit(auditOf(settings, credential), tableStorageLedger(ledger, { clock: now }), now),
        ),
    look('steps', () => checkSteps(registrations(api), maps, patient.endpoint, hostOf(settings))),
    checkSignIn(patient.app, systems.requestTimeoutMs),
    look('maps', () =>
      checkFit({
        maps: inUse,
        companies: systems.companies,
        dataverse: dataverseCounterpart({ url: systems.dataverseUrl, ...client }),
        finance: financeCounterpart({ url: systems.financeUrl, ...client }),
        today: new Date(now()).toISOString().slice(0, 10),
      }),
    ),
  ]);
  return looks.flat();
}

const notLookedAt = (about: string): Promise<readonly Diagnosis[]> =>
  Promise.resolve([unknown(about, 'Not looked at: its settings are wrong.', 'Correct the settings first.')]);

/** How the app addresses bus or ledger; undefined where that needs an identity and there is none. */
function addressOf<Address extends { readonly namespace: string } | { readonly url: string }>(
  address: { readonly connectionString: string } | Address,
  credential: TokenCredential | undefined,
): { readonly connectionString: string } | (Address & { readonly credential: TokenCredential }) | undefined {
  if ('connectionString' in address) return address;
  return credential === undefined ? undefined : { ...address, credential };
}

function auditOf(settings: Settings, credential: TokenCredential | undefined): AuditBlobs | undefined {
  const address = settings.audit === undefined ? undefined : addressOf(settings.audit, credential);
  return address === undefined ? undefined : connectAuditBlobs(address, { makes: false });
}

function hostOf(settings: Settings | undefined): string | undefined {
  if (settings === undefined) return undefined;
  if ('namespace' in settings.serviceBus) return settings.serviceBus.namespace;
  const endpoint = /Endpoint=([^;]+)/.exec(settings.serviceBus.connectionString)?.[1] ?? '';
  return URL.canParse(endpoint) ? new URL(endpoint).host : undefined;
}
