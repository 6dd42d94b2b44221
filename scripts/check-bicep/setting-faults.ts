import type { Node } from 'web-tree-sitter';
import { readSettings, settingNames, SettingsError } from '../../shared/settings/settings.ts';
import type { BicepFile } from './bicep-file.ts';
import { findingAt, type Finding } from './finding.ts';
import { literalOf, partsOf, propertiesOf } from './nodes.ts';
import { platformSettings } from './platform-settings.ts';

/** What a value that is only known at the deployment may be. */
const examples: Readonly<Record<string, string>> = {
  SERVICE_BUS__fullyQualifiedNamespace: 'example.servicebus.windows.net',
  LEDGER__tableServiceUri: 'https://example.table.core.windows.net/',
  AUDIT_BLOBS__blobServiceUri: 'https://example.blob.core.windows.net/',
  MANAGED_IDENTITY_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=00000000-0000-4000-8000-000000000002',
  DATAVERSE_URL: 'https://example.crm.dynamics.com',
  DATAVERSE_ORGANIZATION_IDS: '00000000-0000-4000-8000-000000000003',
  FINANCE_URL: 'https://example.operations.dynamics.com',
  COMPANIES: '[{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}]',
  WRITE_BACK: 'standard',
  MAPS_OFF: '',
};

/**
 * Settings of the app that nothing reads, that must be given and are not, or whose written value the app would refuse. They are
 * the properties of the variable `appSettings`.
 *
 * @param schedules names of settings that timers take their times from.
 */
export function settingFaults(
  { file, variables }: BicepFile,
  schedules: ReadonlySet<string>,
): readonly Finding[] {
  const variable = variables.get('appSettings');
  const object = variable === undefined ? undefined : partsOf(variable).find(({ type }) => type === 'object');
  if (variable === undefined || object === undefined) return [];
  const given = new Map(propertiesOf(object).map(([name, value, key]) => [name, { value, key }]));
  const unknown = [...given]
    .filter(([name]) => !settingNames.has(name) && !platformSettings.has(name) && !schedules.has(name))
    .map(([name, { key }]) => findingAt(file, key, `nothing reads the setting ${name}`));
  const untimed = [...schedules]
    .filter((name) => !given.has(name))
    .map((name) =>
      findingAt(file, variable, `the setting ${name} is not given: a timer has no times without it`),
    );
  return [...unknown, ...untimed, ...refused(file, variable, given)];
}

/** What the app itself would say at its start. */
function refused(
  file: string,
  variable: Node,
  given: ReadonlyMap<string, { readonly value: Node; readonly key: Node }>,
): readonly Finding[] {
  const environment = [...given].map(([name, { value }]) => [name, literalOf(value) ?? examples[name] ?? '']);
  try {
    readSettings(Object.fromEntries(environment) as Record<string, string>);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((problem) => {
        const name = /^\w+/.exec(problem.trim())?.[0] ?? '';
        return findingAt(
          file,
          given.get(name)?.key ?? variable,
          `the app would refuse to start: ${problem.trim()}`,
        );
      });
  }
}
