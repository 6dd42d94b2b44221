/**
 * The import layers: functions → shared; sync knows the ports of ledger, messaging, dataverse and finance, never
 * their adapters; table-map knows only odata types; the embedded systems use none of the clients.
 */
const forbid = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export const layers = [
  forbid(
    ['shared/**'],
    ['**/functions/**', '**/infra/**', '**/test/**'],
    'shared/ is used by functions/, never the other way round.',
  ),
  forbid(
    ['shared/table-map/**'],
    [
      '**/sync/**',
      '**/ledger/**',
      '**/messaging/**',
      '**/dataverse/**',
      '**/finance/**',
      '**/settings/**',
      '**/telemetry/**',
      '**/functions/**',
      '**/infra/**',
    ],
    'table-map knows only the types of odata.',
  ),
  forbid(
    ['shared/sync/**'],
    [
      '**/dataverse/**',
      '**/finance/**',
      '**/ledger/table-storage*',
      '**/ledger/table-storage/**',
      '**/messaging/service-bus*',
      '**/messaging/service-bus/**',
      '**/settings/**',
      '**/functions/**',
      '**/infra/**',
      '@azure/*',
    ],
    'sync knows ports, never adapters.',
  ),
  forbid(
    ['shared/map-check/**'],
    [
      '**/shared/dataverse/**',
      '../dataverse/**',
      '../finance/**',
      '**/ledger/table-storage*',
      '**/ledger/table-storage/**',
      '**/messaging/**',
      '**/settings/**',
      '**/functions/**',
      '**/infra/**',
      '@azure/*',
    ],
    'map-check knows ports, never adapters.',
  ),
  forbid(
    ['shared/native-map/**'],
    [
      '**/shared/dataverse/**',
      '../dataverse/**',
      '../finance/**',
      '**/ledger/**',
      '**/messaging/**',
      '**/settings/**',
      '**/functions/**',
      '**/infra/**',
      '@azure/*',
    ],
    'native-map knows ports, never adapters.',
  ),
  forbid(
    ['shared/support/**', 'shared/start/**'],
    [
      '**/shared/dataverse/**',
      '../dataverse/**',
      '../finance/**',
      '**/ledger/table-storage*',
      '**/ledger/table-storage/**',
      '**/messaging/service-bus*',
      '**/messaging/service-bus/**',
      '**/settings/**',
      '**/functions/**',
      '**/infra/**',
      '@azure/*',
    ],
    'support and start know ports, never adapters.',
  ),
  forbid(
    [
      'infra/local/broker/**',
      'infra/local/dataverse/**',
      'infra/local/finance/**',
      'infra/local/functions-host/**',
    ],
    [
      '**/shared/odata/**',
      '**/shared/dataverse/**',
      '**/shared/finance/**',
      '**/shared/sync/**',
      '**/shared/ledger/**',
      '**/shared/table-map/**',
      '**/functions/**',
    ],
    'The embedded systems are written from the facts and share no code with the clients.',
  ),
  forbid(
    ['functions/**'],
    [
      '**/infra/**',
      '**/test/**',
      '**/shared/probe/**',
      '**/shared/assumptions/**',
      '**/shared/register/**',
      '**/shared/doctor/**',
    ],
    'functions/ runs in Azure: nothing local, no probes, and nothing that sets an environment up.',
  ),
];
