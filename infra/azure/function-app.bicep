// The app: all functions on one Flex Consumption plan. The platform scales every Service Bus function by itself and all
// HTTP functions together; how many messages an instance takes at once stands in host.json.

param token string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packageContainer string
param serviceBusHost string
param insightsConnectionString string
param workspaceId string
param subnetId string
param nodeVersion string
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReadyHttpInstances int
param dataverseUrl string
param dataverseOrganizationIds string
param financeUrl string
param companies string
param writeBack string
param mapsOff string
param moreSettings object

// All are known when a deployment starts, or Azure could not go through them one by one. No secret is among them: where a system is reached by an identity, its setting names a host and not a key.
var appSettings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  SERVICE_BUS__fullyQualifiedNamespace: serviceBusHost
  SERVICE_BUS__credential: 'managedidentity'
  SERVICE_BUS__clientId: identityClientId
  LEDGER__tableServiceUri: 'https://${storageName}.table.${environment().suffixes.storage}/'
  AUDIT_BLOBS__blobServiceUri: 'https://${storageName}.blob.${environment().suffixes.storage}/'
  AUTHENTICATION: 'managed-identity'
  MANAGED_IDENTITY_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  DATAVERSE_URL: dataverseUrl
  DATAVERSE_ORGANIZATION_IDS: dataverseOrganizationIds
  FINANCE_URL: financeUrl
  COMPANIES: companies
  WRITE_BACK: writeBack
  MAPS_OFF: mapsOff
  SUPPORT_SIGN_IN: 'platform'
  // The identity signs people in, in place of a client secret.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  SCAN_SCHEDULE: '0 */5 * * * *'
  RECONCILE_SCHEDULE: '45 */15 * * * *'
  DEAD_LETTER_SCHEDULE: '0 * * * * *'
  RELEASE_SCHEDULE: '30 */5 * * * *'
  MAP_CHECK_SCHEDULE: '15 */5 * * * *'
  OBSERVE_SCHEDULE: '20 * * * * *'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${token}'
  location: location
  // azd finds the app to deploy to by this tag.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [for setting in items(union(appSettings, moreSettings)): {
        name: setting.key
        value: string(setting.value)
      }]
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${environment().suffixes.storage}/${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReadyHttpInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyHttpInstances
          }
        ]
        triggers: {
          http: {
            perInstanceConcurrency: 32
          }
        }
      }
    }
  }
}

// The package is deployed with a token: nobody publishes with a password.
resource noPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [for way in ['scm', 'ftp']: {
  parent: app
  name: way
  properties: {
    allow: false
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
