/**
 * What an object of a resource may hold: `true` for anything, a list for the texts that it may be where it is written out, an
 * object for an object or for each of a list of them. A name that ends with `!` must be given.
 */
export interface Shape {
  readonly [name: string]: true | readonly string[] | Shape;
}

const tracked = { 'name!': true, 'location!': true, tags: true } as const;
const child = { 'name!': true, parent: true } as const;
const onOrOff = ['Enabled', 'Disabled'] as const;
/** What a rule of a query takes; from six hours on only these: the provider of Terraform lists what the service refuses. */
const windows = [
  ...['PT1M', 'PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT45M'],
  ...['PT1H', 'PT2H', 'PT3H', 'PT4H', 'PT5H', 'PT6H', 'P1D', 'P2D'],
] as const;
const actionGroup = { 'actionGroupId!': true } as const;

/**
 * The properties that our files give to each type of resource, with the values that Azure takes, in the version of
 * `apiVersions`. Each was looked up in the published types, https://github.com/Azure/bicep-types-az/tree/main/generated: look a
 * new one up there before it is added here.
 */
export const resourceShapes: Readonly<Record<string, Shape>> = {
  'Microsoft.Authorization/roleAssignments': {
    'name!': true,
    // Without it the role would be assigned on the whole resource group.
    'scope!': true,
    'properties!': {
      'roleDefinitionId!': true,
      'principalId!': true,
      principalType: ['ServicePrincipal', 'User', 'Group'],
    },
  },
  'Microsoft.Insights/actionGroups': {
    ...tracked,
    'properties!': {
      'groupShortName!': true,
      'enabled!': true,
      emailReceivers: { 'name!': true, 'emailAddress!': true, useCommonAlertSchema: true },
    },
  },
  'Microsoft.Insights/components': {
    ...tracked,
    'kind!': ['web'],
    properties: { 'Application_Type!': ['web'], WorkspaceResourceId: true, DisableLocalAuth: true },
  },
  'Microsoft.Insights/diagnosticSettings': {
    'name!': true,
    'scope!': true,
    'properties!': {
      workspaceId: true,
      logs: {
        category: ['StorageRead', 'StorageWrite', 'StorageDelete'],
        categoryGroup: ['allLogs', 'audit'],
        'enabled!': true,
      },
      metrics: { category: ['AllMetrics', 'Transaction'], 'enabled!': true },
    },
  },
  'Microsoft.Insights/metricAlerts': {
    ...tracked,
    'properties!': {
      description: true,
      'severity!': true,
      'enabled!': true,
      'scopes!': true,
      'evaluationFrequency!': ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H'],
      'windowSize!': ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'PT12H', 'P1D'],
      autoMitigate: true,
      'criteria!': {
        'odata.type!': ['Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'],
        allOf: {
          'name!': true,
          'criterionType!': ['StaticThresholdCriterion'],
          metricNamespace: ['Microsoft.ServiceBus/namespaces'],
          'metricName!': ['DeadletteredMessages'],
          dimensions: { 'name!': ['EntityName'], 'operator!': ['Include', 'Exclude'], 'values!': true },
          'operator!': ['Equals', 'GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual'],
          'threshold!': true,
          'timeAggregation!': ['Average', 'Count', 'Maximum', 'Minimum', 'Total'],
        },
      },
      actions: actionGroup,
    },
  },
  'Microsoft.Insights/scheduledQueryRules': {
    ...tracked,
    kind: ['LogAlert'],
    'properties!': {
      displayName: true,
      description: true,
      severity: true,
      enabled: true,
      scopes: true,
      evaluationFrequency: windows,
      windowSize: windows,
      autoMitigate: true,
      skipQueryValidation: true,
      criteria: {
        allOf: {
          query: true,
          timeAggregation: ['Average', 'Count', 'Maximum', 'Minimum', 'Total'],
          operator: ['Equals', 'GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual'],
          threshold: true,
          failingPeriods: { numberOfEvaluationPeriods: true, minFailingPeriodsToAlert: true },
        },
      },
      actions: { actionGroups: true },
    },
  },
  'Microsoft.Insights/workbooks': {
    ...tracked,
    kind: ['shared'],
    properties: {
      'displayName!': true,
      'category!': ['workbook'],
      sourceId: true,
      version: ['Notebook/1.0'],
      'serializedData!': true,
    },
  },
  'Microsoft.KeyVault/vaults': {
    ...tracked,
    'properties!': {
      'tenantId!': true,
      'sku!': { 'family!': ['A'], 'name!': ['standard', 'premium'] },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      publicNetworkAccess: true,
    },
  },
  'Microsoft.KeyVault/vaults/secrets': { ...child, 'properties!': { value: true, contentType: true } },
  'Microsoft.ManagedIdentity/userAssignedIdentities': tracked,
  'Microsoft.Network/privateDnsZones': tracked,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': {
    ...child,
    'location!': true,
    properties: { registrationEnabled: true, virtualNetwork: { id: true } },
  },
  'Microsoft.Network/privateEndpoints': {
    ...tracked,
    properties: {
      subnet: { id: true },
      privateLinkServiceConnections: {
        name: true,
        properties: { privateLinkServiceId: true, groupIds: ['blob', 'table', 'namespace'] },
      },
    },
  },
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': {
    ...child,
    properties: { privateDnsZoneConfigs: { name: true, properties: { privateDnsZoneId: true } } },
  },
  'Microsoft.Network/virtualNetworks': {
    ...tracked,
    properties: {
      addressSpace: { addressPrefixes: true },
      subnets: {
        name: true,
        properties: {
          addressPrefix: true,
          delegations: { name: true, properties: { serviceName: ['Microsoft.App/environments'] } },
        },
      },
    },
  },
  'Microsoft.OperationalInsights/workspaces': {
    ...tracked,
    properties: { sku: { 'name!': ['PerGB2018'] }, retentionInDays: true },
  },
  'Microsoft.Resources/resourceGroups': tracked,
  'Microsoft.ServiceBus/namespaces': {
    ...tracked,
    sku: { 'name!': ['Standard', 'Premium'], tier: ['Standard', 'Premium'], capacity: true },
    properties: { minimumTlsVersion: ['1.2'], disableLocalAuth: true, publicNetworkAccess: onOrOff },
  },
  'Microsoft.ServiceBus/namespaces/networkRuleSets': {
    ...child,
    properties: {
      publicNetworkAccess: onOrOff,
      defaultAction: ['Allow', 'Deny'],
      trustedServiceAccessEnabled: true,
      ipRules: { ipMask: true, action: ['Allow'] },
    },
  },
  'Microsoft.ServiceBus/namespaces/topics': {
    ...child,
    properties: {
      requiresDuplicateDetection: true,
      duplicateDetectionHistoryTimeWindow: true,
      defaultMessageTimeToLive: true,
      maxMessageSizeInKilobytes: true,
    },
  },
  'Microsoft.ServiceBus/namespaces/topics/authorizationRules': {
    ...child,
    properties: { 'rights!': ['Send'] },
  },
  'Microsoft.ServiceBus/namespaces/topics/subscriptions': {
    ...child,
    properties: { lockDuration: true, maxDeliveryCount: true, deadLetteringOnMessageExpiration: true },
  },
  'Microsoft.Storage/storageAccounts': {
    ...tracked,
    'kind!': ['StorageV2'],
    'sku!': { 'name!': ['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'] },
    properties: {
      allowSharedKeyAccess: true,
      allowBlobPublicAccess: true,
      defaultToOAuthAuthentication: true,
      minimumTlsVersion: ['TLS1_2', 'TLS1_3'],
      supportsHttpsTrafficOnly: true,
      publicNetworkAccess: onOrOff,
      networkAcls: { 'defaultAction!': ['Allow', 'Deny'], bypass: ['None', 'AzureServices'] },
    },
  },
  'Microsoft.Storage/storageAccounts/blobServices': child,
  'Microsoft.Storage/storageAccounts/blobServices/containers': {
    ...child,
    properties: { publicAccess: ['None'] },
  },
  'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies': {
    ...child,
    'properties!': { immutabilityPeriodSinceCreationInDays: true, allowProtectedAppendWrites: true },
  },
  'Microsoft.Storage/storageAccounts/tableServices': child,
  'Microsoft.Web/serverfarms': {
    ...tracked,
    kind: ['functionapp'],
    sku: { name: ['FC1'], tier: ['FlexConsumption'] },
    properties: { reserved: true },
  },
  'Microsoft.Web/sites': {
    ...tracked,
    kind: ['functionapp,linux'],
    identity: { type: ['UserAssigned'], userAssignedIdentities: true },
    properties: {
      serverFarmId: true,
      httpsOnly: true,
      publicNetworkAccess: onOrOff,
      virtualNetworkSubnetId: true,
      siteConfig: { minTlsVersion: ['1.2', '1.3'], appSettings: { name: true, value: true } },
      functionAppConfig: {
        deployment: {
          storage: {
            type: ['blobContainer'],
            value: true,
            authentication: { type: ['UserAssignedIdentity'], userAssignedIdentityResourceId: true },
          },
        },
        runtime: { name: ['node'], version: true },
        scaleAndConcurrency: {
          maximumInstanceCount: true,
          instanceMemoryMB: true,
          alwaysReady: { name: ['http'], instanceCount: true },
          triggers: { http: { perInstanceConcurrency: true } },
        },
      },
    },
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { ...child, properties: { 'allow!': true } },
  'Microsoft.Web/sites/config': {
    ...child,
    properties: {
      platform: { enabled: true, runtimeVersion: true },
      globalValidation: {
        requireAuthentication: true,
        unauthenticatedClientAction: ['AllowAnonymous'],
        excludedPaths: true,
      },
      httpSettings: { requireHttps: true },
      identityProviders: {
        azureActiveDirectory: {
          enabled: true,
          registration: { clientId: true, clientSecretSettingName: true, openIdIssuer: true },
          validation: { allowedAudiences: true },
        },
      },
      login: { tokenStore: { enabled: true } },
    },
  },
};
