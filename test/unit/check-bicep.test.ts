import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBicep, type Surroundings } from '../../scripts/check-bicep/check-bicep.ts';
import { readPages } from '../../scripts/check-bicep/read-pages.ts';
import { readSchedules } from '../../scripts/check-bicep/read-schedules.ts';
import { readSources } from '../../scripts/check-bicep/read-sources.ts';
import type { Source } from '../../scripts/check-bicep/source.ts';

const root = new URL('../../', import.meta.url);
const folder = new URL('infra/azure/', root);

let sources: readonly Source[];
let surroundings: Surroundings;

beforeAll(async () => {
  sources = await readSources(folder);
  surroundings = {
    folder,
    topology: JSON.parse(await readFile(new URL('shared/messaging/topology.json', root), 'utf8')),
    azd: await readFile(new URL('azure.yaml', root), 'utf8'),
    schedules: await readSchedules(root),
    pages: await readPages(root),
    workbooks: [{ file: 'workbook.json', text: await readFile(new URL('workbook.json', folder), 'utf8') }],
  };
});

/** Findings of our own files after one text in one of them was changed; the text must be there. */
async function findingsAfter(file: string, from: string, to: string): Promise<readonly string[]> {
  const all = [...sources, ...surroundings.workbooks];
  expect(all.find((each) => each.file === file)?.text, file).toContain(from);
  const changed = (each: Source): Source =>
    each.file === file ? { file, text: each.text.replace(from, () => to) } : each;
  const workbooks = surroundings.workbooks.map(changed);
  return texts(await checkBicep(sources.map(changed), { ...surroundings, workbooks }));
}

const texts = (findings: Awaited<ReturnType<typeof checkBicep>>): readonly string[] =>
  findings.map(({ file, line, says }) => `${file}:${String(line)} ${says}`);

describe('the check of the Bicep files', () => {
  it('finds nothing in infra/azure', async () => {
    expect(sources.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['main.bicep', 'main.bicepparam', 'service-bus.bicep', 'function-app.bicep']),
    );
    expect(texts(await checkBicep(sources, surroundings))).toEqual([]);
  });

  it.each([
    [
      'a bracket that does not close',
      'identity.bicep',
      '  location: location\n',
      '  location: [\n',
      /not Bicep|missing/,
    ],
    [
      'a figure that the app does not have',
      'alerts.bicep',
      '"posync.lag_seconds"',
      '"posync.lag"',
      /the app has no figure posync\.lag$/,
    ],
    [
      'a kind that no figure has',
      'alerts.bicep',
      '"audit-behind" and',
      '"audit-late" and',
      /posync\.alarms never has kind audit-late/,
    ],
    [
      'a result that no round has, among others',
      'alerts.bicep',
      '("failed", "incomplete")',
      '("failed", "unfinished")',
      /never has result unfinished/,
    ],
    [
      'a dimension that the figure lacks',
      'alerts.bicep',
      'tostring(customDimensions.area)',
      'tostring(customDimensions.company)',
      /posync\.lag_seconds has no company/,
    ],
    [
      'an alert on lines of a log',
      'alerts.bicep',
      'customMetrics | where name == "posync.lag_seconds"',
      'traces | where message has "lag"',
      /an alert on log lines/,
    ],
    [
      'a property that stands twice',
      'identity.bicep',
      '  tags: tags\n',
      '  tags: tags\n  tags: tags\n',
      /tags stands twice/,
    ],
    [
      'a name that nothing declares',
      'storage.bicep',
      'parent: blobs',
      'parent: blob',
      /blob is declared nowhere/,
    ],
    ['a function that Bicep does not have', 'workbook.bicep', 'guid(', 'newName(', /no function newName/],
    [
      'a decorator that Bicep does not have',
      'main.bicep',
      '@minLength(2)',
      '@atLeast(2)',
      /no decorator @atLeast/,
    ],
    [
      'a parameter that nobody uses',
      'identity.bicep',
      'param tags object',
      'param tags object\nparam zone string',
      /parameter zone is not used/,
    ],
    [
      'a variable that nobody uses',
      'storage.bicep',
      'resource account',
      "var zone = '1'\nresource account",
      /variable zone is not used/,
    ],
    [
      'a module whose file is not there',
      'main.bicep',
      "'network.bicep'",
      "'net.bicep'",
      /net\.bicep, which is not there/,
    ],
    [
      'a parameter that a module does not have',
      'main.bicep',
      '    retentionDays: logRetentionDays',
      '    retention: logRetentionDays',
      /monitoring\.bicep has no parameter retention$/,
    ],
    [
      'a parameter of a module that is missing',
      'main.bicep',
      '    retentionDays: logRetentionDays\n',
      '',
      /parameter retentionDays of monitoring\.bicep is not given/,
    ],
    [
      'an output that a module does not have',
      'main.bicep',
      'identity.outputs.clientId',
      'identity.outputs.appId',
      /identity\.bicep has no output appId/,
    ],
    [
      'an output behind .? that a module does not have',
      'main.bicep',
      'network.?outputs.appSubnetId',
      'network.?outputs.subnetId',
      /network\.bicep has no output subnetId/,
    ],
    [
      'a parameter that the template does not have',
      'main.bicepparam',
      'param writeBack',
      'param writeback',
      /main\.bicep has no parameter writeback/,
    ],
    [
      'a parameter of the template that is missing',
      'main.bicepparam',
      "param financeUrl = readEnvironmentVariable('FINANCE_URL')\n",
      '',
      /parameter financeUrl of main\.bicep is not given/,
    ],
    [
      'a parameter file for a file that is not there',
      'main.bicepparam',
      "'./main.bicep'",
      "'./all.bicep'",
      /all\.bicep, which is not there/,
    ],
    [
      'a loaded file that is not there',
      'workbook.bicep',
      "'workbook.json'",
      "'book.json'",
      /book\.json is not there/,
    ],
    [
      'a type that is not on the list',
      'identity.bicep',
      'userAssignedIdentities@',
      'userAssignedIdentity@',
      /userAssignedIdentity is not in/,
    ],
    [
      'a version that is not on the list',
      'identity.bicep',
      '@2023-01-31',
      '@2018-11-30',
      /in version 2018-11-30; our files use 2023-01-31/,
    ],
    [
      'a property that is misspelt',
      'service-bus.bicep',
      'requiresDuplicateDetection',
      'requireDuplicateDetection',
      /properties has no requireDuplicateDetection/,
    ],
    [
      'a property that is missing',
      'identity.bicep',
      '  location: location\n',
      '',
      /userAssignedIdentities needs location/,
    ],
    ['a role without a scope', 'roles.bicep', '  scope: vault\n', '', /roleAssignments needs scope/],
    [
      'the id of another role',
      'roles.bicep',
      '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
      '090c5cfd-751d-490a-894a-3ce6f1109419',
      /090c5cfd-\S+ is not the role serviceBusDataReceiver/,
    ],
    [
      'a value that Azure does not take',
      'storage.bicep',
      "'TLS1_2'",
      "'1.2'",
      /minimumTlsVersion is 1\.2, but takes TLS1_2/,
    ],
    [
      'a window of one rule among many that Azure does not take',
      'alerts.bicep',
      "over: 'PT1H'",
      "over: 'PT12H'",
      /windowSize is PT12H, but takes PT1M, .*P2D/,
    ],
    [
      'a rule that looks back over too little',
      'alerts.bicep',
      "over: 'PT15M'",
      "over: 'PT1M'",
      /looks back over less than the time between two looks/,
    ],
    [
      'a runbook that is not there',
      'alerts.bicep',
      'docs/operate.md, Lag',
      'docs/operate.md, Late',
      /docs\/operate\.md has no heading "Late"/,
    ],
    [
      'a query with a bracket too few',
      'alerts.bicep',
      'tostring(customDimensions.area), lag',
      'tostring(customDimensions.area, lag',
      /Expected: \)/,
    ],
    [
      'a query of a column that is not there',
      'workbook.json',
      'max(valueMax)',
      'max(maxValue)',
      /The name 'maxValue' does not refer to any known column/,
    ],
    [
      'a query that uses a word of Kusto as a name',
      'alerts.bicep',
      'what = tostring(customDimensions.name)',
      'kind = tostring(customDimensions.name)',
      /The name 'kind' needs to be bracketed/,
    ],
    [
      'a query that compares with one =',
      'alerts.bicep',
      'where name == "posync.lag_seconds"',
      'where name = "posync.lag_seconds"',
      /operator 'and' is not defined for the operand types string and bool/,
    ],
    [
      'a default of another type',
      'main.bicep',
      'param logRetentionDays int = 90',
      "param logRetentionDays int = '90'",
      /logRetentionDays is int, and this is string/,
    ],
    [
      'a default that is not allowed',
      'main.bicep',
      "sendKey string = 'primary'",
      "sendKey string = 'first'",
      /the default of sendKey is not among those allowed/,
    ],
    [
      'a default below the least value',
      'main.bicep',
      'logRetentionDays int = 90',
      'logRetentionDays int = 7',
      /the default of logRetentionDays is below 30/,
    ],
    [
      'a parameter of a module of another type',
      'main.bicep',
      'maximumInstanceCount: maximumInstanceCount',
      'maximumInstanceCount: financeUrl',
      /maximumInstanceCount of function-app\.bicep is int, and this is string/,
    ],
    [
      'an output of another type',
      'workbook.bicep',
      'output id string = workbook.id',
      'output id string = length(workbook.id)',
      /id is string, and this is int/,
    ],
    [
      'a number that is read as a text',
      'main.bicepparam',
      "int(readEnvironmentVariable('LOG_RETENTION_DAYS', '90'))",
      "readEnvironmentVariable('LOG_RETENTION_DAYS', '90')",
      /logRetentionDays of main\.bicep is int, and this is string/,
    ],
    [
      'two defaults of one parameter',
      'main.bicepparam',
      "'LOG_RETENTION_DAYS', '90'",
      "'LOG_RETENTION_DAYS', '30'",
      /logRetentionDays is 30 here, and 90 in main\.bicep/,
    ],
    [
      'something declared twice',
      'identity.bicep',
      'param tags object\n',
      'param tags object\nparam name string\n',
      /name is declared twice/,
    ],
    [
      'two resources of one name',
      'storage.bicep',
      "name: 'audit'",
      "name: 'packages'",
      /two of Microsoft\.Storage\/\S+ are named 'packages'/,
    ],
    [
      'a loop that gives all one name',
      'function-app.bicep',
      '  name: way\n',
      "  name: 'scm'\n",
      /all of this loop would be named 'scm'/,
    ],
    [
      'modules that wait for each other',
      'main.bicep',
      '    retentionDays: logRetentionDays\n  }\n',
      '    retentionDays: logRetentionDays\n  }\n  dependsOn: [\n    alerts\n  ]\n',
      /monitoring waits for itself/,
    ],
    [
      'a module without its group',
      'main.bicep',
      "  name: 'identity'\n  scope: group\n",
      "  name: 'identity'\n",
      /module identity does not say into which group/,
    ],
    [
      'a template at the wrong scope',
      'main.bicep',
      "targetScope = 'subscription'\n",
      '',
      /resourceGroups is not made at the scope of this file/,
    ],
    [
      'outputs of a resource',
      'main.bicep',
      'string = group.name',
      'string = group.outputs.name',
      /group is a resource, and only a module has outputs/,
    ],
    [
      'a property that a resource does not answer with',
      'identity.bicep',
      'identity.properties.clientId',
      'identity.properties.clientID',
      /userAssignedIdentities has no clientID/,
    ],
    [
      'a setting that Flex Consumption refuses',
      'function-app.bicep',
      '  MAPS_OFF: mapsOff',
      "  MAPS_OFF: mapsOff\n  FUNCTIONS_WORKER_RUNTIME: 'node'",
      /nothing reads the setting FUNCTIONS_WORKER_RUNTIME/,
    ],
    ['a resource without a name', 'identity.bicep', '  name: name\n', '', /identity has no name/],
    [
      'a child of the wrong parent',
      'storage.bicep',
      'parent: blobs',
      'parent: account',
      /cannot be a child of Microsoft\.Storage\/storageAccounts/,
    ],
    [
      'a setting that nothing reads',
      'function-app.bicep',
      '  MAPS_OFF:',
      '  MAP_OFF:',
      /nothing reads the setting MAP_OFF/,
    ],
    [
      'a required setting that is not given',
      'function-app.bicep',
      '  FINANCE_URL: financeUrl\n',
      '',
      /refuse to start: FINANCE_URL: must be set/,
    ],
    [
      'neither way to Service Bus',
      'function-app.bicep',
      '  SERVICE_BUS__fullyQualifiedNamespace: serviceBusHost\n',
      '',
      /refuse to start: SERVICE_BUS /,
    ],
    [
      'a value that the app refuses',
      'function-app.bicep',
      "AUTHENTICATION: 'managed-identity'",
      "AUTHENTICATION: 'identity'",
      /refuse to start: AUTHENTICATION/,
    ],
    [
      'a timer without its times',
      'function-app.bicep',
      "  SCAN_SCHEDULE: '0 */5 * * * *'\n",
      '',
      /SCAN_SCHEDULE is not given/,
    ],
    [
      'a secret in a setting',
      'function-app.bicep',
      'MAPS_OFF: mapsOff',
      'MAPS_OFF: storage.listKeys().keys[0].value',
      /MAPS_OFF would hold a secret/,
    ],
    [
      'a default of the topology that is not there',
      'service-bus.bicep',
      'topology.defaults.lockSeconds',
      'topology.defaults.lock',
      /topology\.json have no lock$/,
    ],
    [
      'a default of the topology that is left out',
      'service-bus.bicep',
      'maxDeliveryCount: topology.defaults.maxDeliveryCount',
      'maxDeliveryCount: 10',
      /maxDeliveryCount of shared\/messaging\/topology\.json is not used/,
    ],
    [
      'a topology of its own',
      'service-bus.bicep',
      "loadJsonContent('../../shared/messaging/topology.json')",
      "json('{}')",
      /no Bicep file reads it/,
    ],
    [
      'a rule on a topic that is not there',
      'service-bus.bicep',
      '/finance-events/finance-send',
      '/finance/finance-send',
      /topology\.json has no topic finance$/,
    ],
    [
      'a loop over what is only known later',
      'service-bus.bicep',
      'for range in senderIpRanges',
      'for range in namespace.properties.ranges',
      /what a loop goes through must be known .* namespace\.properties is not/,
    ],
    [
      'a loop over a variable that is only known later',
      'function-app.bicep',
      'MAPS_OFF: mapsOff',
      'MAPS_OFF: plan.properties.mapsOff',
      /what a loop goes through must be known .* plan\.properties is not/,
    ],
    [
      'a condition that is only known later',
      'main.bicep',
      '= if (!empty(consoleClientId))',
      '= if (!empty(identity.outputs.clientId))',
      /a condition must be known .* identity\.outputs is not/,
    ],
    [
      'a name that is only known later',
      'function-app.bicep',
      "name: 'plan-${token}'",
      "name: 'plan-${app.properties.defaultHostName}'",
      /the name of a resource must be known .* app\.properties is not/,
    ],
    [
      'a secret in an output',
      'key-vault.bicep',
      'output uri string = vault.properties.vaultUri',
      'output key string = financeSend.listKeys().primaryKey',
      /the output key would hold a secret/,
    ],
  ])('finds %s', async (_, file, from, to, says) => {
    const found = await findingsAfter(file, from, to);
    expect(found.filter((text) => says.test(text))).not.toEqual([]);
    expect(found.find((text) => says.test(text))).toMatch(/^[\w./-]+:\d+ /);
  });

  it.each([
    [
      'a topic that the code uses and the file lacks',
      -1,
      /bulk-subcontract-purchase-order\/sync is missing; the code uses it/,
    ],
    ['a topic that the file has and the code does not use', 1, /the code does not use changes-leave\/sync/],
  ])('finds %s', async (_, change, says) => {
    const { topics, defaults } = surroundings.topology as { topics: unknown[]; defaults: unknown };
    const changed =
      change < 0
        ? topics.slice(0, -1)
        : [...topics, { name: 'changes-leave', subscriptions: [{ name: 'sync' }] }];
    const found = texts(
      await checkBicep(sources, { ...surroundings, topology: { topics: changed, defaults } }),
    );
    expect(found).toEqual([expect.stringMatching(says)]);
  });

  it.each([
    [
      'a template that is not there',
      'module: main',
      'module: all',
      /module all\.bicep is not in infra\/azure/,
    ],
    [
      'a service whose app has no tag',
      '  functions:',
      '  app:',
      /no app carries the tag azd-service-name: app/,
    ],
    ['a package that is not the bundle', 'dist: dist', 'dist: .', /services\.functions\.dist: .*dist/],
    ['a folder in which nothing is built', 'project: .', 'project: dist', /services\.functions\.project: /],
    [
      'a build in a hook, which azd deploy passes over',
      'services:',
      'hooks:\n  prepackage:\n    run: npm run build\nservices:',
      /Unrecognized key: "hooks"/,
    ],
    ['a file that is no YAML', 'infra:', 'infra: [', /not YAML/],
  ])('finds %s in azure.yaml', async (_, from, to, says) => {
    expect(surroundings.azd).toContain(from);
    const azd = surroundings.azd.replace(from, to);
    const found = texts(await checkBicep(sources, { ...surroundings, azd }));
    expect(found).toContainEqual(expect.stringMatching(says));
  });
});
