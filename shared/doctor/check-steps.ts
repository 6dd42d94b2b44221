import { compareRegistration } from '../register/compare-registration.ts';
import { isSettled } from '../register/difference.ts';
import type { FoundEndpoint } from '../register/found.ts';
import { readRegistration } from '../register/read-registration.ts';
import type { Registrations } from '../register/registrations.ts';
import type { WantedEndpoint } from '../register/wanted.ts';
import { wantedSteps } from '../register/wanted-steps.ts';
import type { Registry } from '../table-map/registry.ts';
import { ok, wrong, type Diagnosis } from './diagnosis.ts';

/**
 * Whether the steps of the maps are registered. Where the endpoint leads is taken as it is; only a topic must be one of our
 * own bus.
 *
 * @param bus host of the Service Bus namespace, where it is known.
 * @throws CounterpartError
 */
export async function checkSteps(
  rows: Registrations,
  maps: Registry,
  name: string,
  bus: string | undefined,
): Promise<readonly Diagnosis[]> {
  const steps = wantedSteps(maps);
  const found = await readRegistration(rows, [...new Set(steps.map(({ table }) => table))]);
  const endpoint = found.endpoints.find((each) => each.name === name);
  if (endpoint === undefined)
    return [
      wrong(
        'steps',
        `Dataverse has no service endpoint ${name}: it tells us nothing, and only reconciliation finds changes.`,
        'npm run register -- --apply',
      ),
    ];
  const differing = compareRegistration({ name, endpoint: asFound(endpoint), steps }, found).filter(
    (each) => each.what === 'step' && !isSettled(each),
  );
  const address = endpoint.columns['namespaceaddress'] ?? '';
  const elsewhere = bus !== undefined && URL.canParse(address) && new URL(address).host !== bus;
  return [
    ...(elsewhere
      ? [
          wrong(
            'steps',
            `The endpoint writes to ${new URL(address).host}, the app reads from ${bus}.`,
            'REGISTER_SERVICE_BUS of that namespace, then npm run register -- --apply.',
          ),
        ]
      : []),
    ...differing.map((each) =>
      wrong(
        'steps',
        `${each.name} (${each.action}). ${each.details.join(' ')}`.trimEnd(),
        'npm run register -- --apply',
      ),
    ),
    ...(differing.length === 0 ? [ok('steps', `All ${steps.length} are registered.`)] : []),
  ];
}

const asFound = ({ columns }: FoundEndpoint): WantedEndpoint =>
  columns['contract'] === '8'
    ? { kind: 'webhook', url: columns['url'] ?? '', secret: undefined }
    : {
        kind: 'service-bus',
        address: columns['namespaceaddress'] ?? '',
        topic: columns['path'] ?? '',
        keyName: columns['saskeyname'] ?? '',
        secret: undefined,
      };
