import { defaultName } from '../../shared/register/wanted-endpoint.ts';
import { readFlags } from '../read-flags.ts';
import { UsageError } from '../usage-error.ts';

export const usage = `npm run register -- --dry-run | --apply | --verify | --remove
  --dry-run                     what --apply would do in Dataverse, and what a person must do; writes nothing
  --apply                       makes, changes and takes away what is ours, and nothing else
  --verify                      looks at everything, also at what a person did; writes nothing
  --remove                      takes away everything of ours
  --webhook URL                 Dataverse calls this address instead of writing to the topic
  --application-id GUID         client id of the app's identity (else MANAGED_IDENTITY_CLIENT_ID)
  --enable-change-tracking      with --apply: switches it on where it is off; it cannot be switched off again
  --solution NAME               unique name of the solution that new columns and keys go into
  --steps-only                  endpoint and steps alone are written, or taken away; the rest is only shown
  --drop-data                   with --remove: also columns of ours in which rows have values
  --name NAME                   of the service endpoint (${defaultName}); several apps, several names
  --accepted FILE, --off "NAME; NAME", --json
Environments as the app has them: DATAVERSE_URL, FINANCE_URL, COMPANIES, AUTHENTICATION. REGISTER_SERVICE_BUS is the
connection string of a policy that may send, REGISTER_WEBHOOK_KEY with --webhook the key of the function.
Ends with 0 when all is as it shall be, 1 when something differs or was refused, 2 when it was called wrongly.`;

const modes = ['dry-run', 'apply', 'verify', 'remove'] as const;
export type Mode = (typeof modes)[number];

export interface Arguments {
  readonly mode: Mode;
  readonly webhook: string | undefined;
  readonly applicationId: string | undefined;
  readonly name: string;
  readonly accepted: string | undefined;
  readonly off: string | undefined;
  readonly json: boolean;
  readonly enableChangeTracking: boolean;
  readonly solution: string | undefined;
  readonly stepsOnly: boolean;
  readonly dropData: boolean;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws UsageError */
export function readArguments(
  typed: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Arguments {
  const { values } = readFlags(typed, {
    options: {
      'dry-run': { type: 'boolean' },
      apply: { type: 'boolean' },
      verify: { type: 'boolean' },
      remove: { type: 'boolean' },
      webhook: { type: 'string' },
      'application-id': { type: 'string' },
      name: { type: 'string', default: defaultName },
      accepted: { type: 'string' },
      off: { type: 'string' },
      json: { type: 'boolean', default: false },
      'enable-change-tracking': { type: 'boolean', default: false },
      solution: { type: 'string' },
      'steps-only': { type: 'boolean', default: false },
      'drop-data': { type: 'boolean', default: false },
    },
  });
  const [mode, ...others] = modes.filter((name) => values[name] === true);
  if (mode === undefined || others.length > 0)
    throw new UsageError(`Say one of ${modes.map((name) => `--${name}`).join(', ')}.`);
  if (values['drop-data'] && mode !== 'remove') throw new UsageError('--drop-data goes with --remove.');
  if (values['enable-change-tracking'] && mode === 'remove')
    throw new UsageError('--enable-change-tracking does not go with --remove: it cannot be switched off.');
  if (values.solution !== undefined && !/^\w{1,65}$/.test(values.solution))
    throw new UsageError('--solution must be the unique name of a solution: letters, digits, low lines.');
  const name = values.name.trim();
  if (!/^[\w. -]{3,80}$/.test(name))
    throw new UsageError(
      '--name must have 3 to 80 characters: letters, digits, blanks, points, dashes, low lines.',
    );
  const applicationId = values['application-id'] ?? environment['MANAGED_IDENTITY_CLIENT_ID'];
  if (applicationId !== undefined && applicationId !== '' && !guid.test(applicationId))
    throw new UsageError('--application-id must be a guid: the client id of the app.');
  return {
    mode,
    webhook: values.webhook,
    applicationId: applicationId === '' ? undefined : applicationId,
    name,
    accepted: values.accepted,
    off: values.off,
    json: values.json,
    enableChangeTracking: values['enable-change-tracking'],
    solution: values.solution,
    stepsOnly: values['steps-only'],
    dropData: values['drop-data'],
  };
}
