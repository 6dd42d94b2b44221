import type { Assumption } from './assumption.ts';

/** What Azure takes and does; nothing of it was ever run there. A first `azd up` into a test subscription settles most. */
export const ofAzure = {
  'flex-instance-cap': {
    says: 'Flex Consumption takes a cap of 40 to 1,000 instances with 512, 2,048 or 4,096 MB each, and http as a name in alwaysReady.',
    usedBy: ['infra/azure/main.bicep', 'infra/azure/function-app.bicep'],
    sure: 'likely',
    because:
      'Documentation and samples print these values. The least cap was 40 everywhere and is 1 in newer pages; 512 MB was refused in some regions until March 2026.',
    settledBy: { look: 'azd provision: a value out of range is refused with its name.' },
    default:
      '40 instances of 2,048 MB, none always ready: every function scales by itself, and there are more than 20.',
    otherwise: { kind: 'code', where: 'infra/azure/main.bicep: minValue, allowed' },
  },
  'receiver-scales': {
    says: 'The platform adds instances to a Service Bus function whose identity may receive, but not manage the namespace.',
    usedBy: ['infra/azure/roles.bicep', 'host.json'],
    sure: 'likely',
    because:
      'Receiving is the role that the trigger asks for. Without the right to manage, the length of a subscription cannot be read, and instances come one after the other instead of by length; that is said of access policies and of other plans.',
    settledBy: {
      look: 'While thousands of changes wait, the requests of one function in Application Insights come from more than one cloud_RoleInstance.',
    },
    default: 'Azure Service Bus Data Sender and Data Receiver.',
    otherwise: {
      kind: 'code',
      where:
        'infra/azure/roles.bicep: Azure Service Bus Data Owner (090c5cfd-751d-490a-894a-3ce6f1109419) in place of both',
    },
  },
  'locked-policy-stays': {
    says: 'A retention policy that was locked refuses to be deployed again (ImmutabilityPolicyLocked), and stays when the template leaves it out.',
    usedBy: ['infra/azure/storage.bicep'],
    sure: 'likely',
    because:
      'Public code expects this answer; the documentation says that a locked policy can only be extended. A deployment takes nothing away that a template does not name.',
    settledBy: { look: 'azd provision after the lock, with AUDIT_RETENTION_LOCKED and without.' },
    default: 'AUDIT_RETENTION_LOCKED leaves the policy out of the deployment.',
    otherwise: { kind: 'code', where: 'infra/azure/storage.bicep: the condition of auditRetention' },
  },
  'sign-in-without-secret': {
    says: 'App Service authentication of a Flex Consumption app proves itself by the app’s identity, named by OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID.',
    usedBy: ['infra/azure/sign-in.bicep'],
    sure: 'likely',
    because:
      'It is documented for App Service and Functions, and samples of Microsoft set it on this plan; the plan’s first pages, of 2024, said that it did not support this authentication.',
    settledBy: { look: 'Sign in to the console: it shows your name.' },
    default: 'No client secret exists.',
    otherwise: {
      kind: 'code',
      where:
        'infra/azure/sign-in.bicep: clientSecretSettingName, a setting that refers to a secret of the key vault',
    },
  },
  'finance-reads-vault-by-role': {
    says: 'Finance reads its secret from a key vault that is guarded by roles (Key Vault Secrets User).',
    usedBy: ['infra/azure/roles.bicep', 'infra/azure/key-vault.bicep'],
    sure: 'likely',
    because:
      'Its page asks for the permissions Get and List, which the role holds; it speaks of access policies.',
    settledBy: { look: 'The new endpoint in Finance is saved and its test message arrives.' },
    default: 'enableRbacAuthorization: true.',
    otherwise: { kind: 'code', where: 'infra/azure/key-vault.bicep: access policies with get and list' },
  },
  'finance-sends-with-topic-key': {
    says: 'Finance sends to its topic with a key of that topic, once EntityPath is taken out of the connection string.',
    usedBy: ['infra/azure/key-vault.bicep'],
    sure: 'likely',
    because: 'Its page names both ways: a key of the namespace, or one of the topic without EntityPath.',
    settledBy: { look: 'The new endpoint in Finance is saved and its test message arrives.' },
    default: 'A key that may send to finance-events and nothing else.',
    otherwise: { kind: 'code', where: 'infra/azure/service-bus.bicep: a rule finance-send of the namespace' },
  },
  'telemetry-by-identity': {
    says: 'Application Insights without local authentication takes traces, figures and logs of the app and of the Functions host from an identity that is Monitoring Metrics Publisher of it.',
    usedBy: ['shared/telemetry/start-telemetry.ts', 'infra/azure/monitoring.bicep'],
    sure: 'likely',
    because:
      'Both are documented: a credential among the options of the exporter, APPLICATIONINSIGHTS_AUTHENTICATION_STRING for the host. They were never run together against Azure.',
    settledBy: {
      look: 'After the first change, traces of the app and requests of the host are in Application Insights.',
    },
    default: 'DisableLocalAuth: true; the exporter has the app’s identity.',
    otherwise: { kind: 'code', where: 'infra/azure/monitoring.bicep: DisableLocalAuth: false' },
  },
  'figures-in-custom-metrics': {
    says: 'Figures that OpenTelemetry exports stand in customMetrics under their own names, their attributes in customDimensions.',
    usedBy: ['infra/azure/alerts.bicep', 'infra/azure/workbook.json'],
    sure: 'likely',
    because: 'The exporter sends them as metrics of Application Insights; the queries were never run.',
    settledBy: { look: 'The workbook shows attempts by outcome after the first change.' },
    default: 'Alerts and workbook ask customMetrics.',
    otherwise: { kind: 'code', where: 'infra/azure/alerts.bicep, infra/azure/workbook.json: the queries' },
  },
} as const satisfies Readonly<Record<string, Assumption>>;
