targetScope = 'subscription'

// One instance of Project Operations Sync: everything that it needs in Azure, in a resource group of its own. Another
// instance is another environment name; instances share nothing.

@description('Name of this instance, such as contoso-prod. It names the resource group and is part of every other name.')
@minLength(2)
@maxLength(24)
param environmentName string

@description('Region. It must offer Flex Consumption.')
param location string

@description('Object id of who deploys: may read the two send keys, to hand them to Dataverse and Finance. Empty: nobody.')
param principalId string = ''

@description('Address of the Dataverse environment, such as https://contoso.crm4.dynamics.com.')
param dataverseUrl string

@description('Ids of the organisations whose events are taken, separated by commas. Events of any other are refused.')
param dataverseOrganizationIds string

@description('Address of the Finance environment, such as https://contoso.operations.dynamics.com.')
param financeUrl string

@description('Legal entities in scope, as JSON: [{"code":"usmf","goLive":"2026-01-01","firstOpenPeriod":"2026-06-01"}].')
param companies string

@description('Which columns of an actual take voucher, rate, amount and tax.')
@allowed([
  'standard'
  'custom'
])
param writeBack string = 'standard'

@description('Table maps that do not run, separated by semicolons. Before the go-live: all that are not linked yet.')
param mapsOff string = ''

@description('More settings of the app, by name, as JSON. They win over what stands in function-app.bicep.')
param moreSettings object = {}

@description('Version of Node.')
@allowed([
  '22'
  '24'
])
param nodeVersion string = '22'

// assumed(flex-instance-cap)
@description('Most instances of the app, over all functions together. Each function scales by itself, so that fewer than there are functions let some starve. Every instance has up to MOST_IN_FLIGHT requests to each set of a system under way.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Instances that always wait for webhooks and the console. 0: the first call after a quiet time starts one.')
param alwaysReadyHttpInstances int = 0

@description('Tier of Service Bus. Premium is needed for a private endpoint and for a throughput of its own.')
@allowed([
  'Standard'
  'Premium'
])
param serviceBusTier string = 'Standard'

@description('How storage is kept. The ledger is what makes every change happen once: take LRS only where a region has no zones.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GZRS'
])
param storageRedundancy string = 'Standard_ZRS'

@description('Storage and, with Premium, Service Bus are reached by the app through private endpoints.')
param privateNetworking bool = false

@description('With private networking: addresses from which Dataverse and Finance send, in CIDR. Empty: from anywhere, with a key.')
param senderIpRanges array = []

@description('Id of the Entra application that signs people in to the console. Empty: nobody can sign in, and the terminal works with its key.')
param consoleClientId string = ''

@description('Object id of the service principal with which Finance reads its send key from the key vault. Empty: nobody.')
param financeKeyVaultPrincipalId string = ''

@description('Which of the two keys of a rule Dataverse and Finance send with. To rotate: the other one, then renew the first.')
@allowed([
  'primary'
  'secondary'
])
param sendKey string = 'primary'

@description('Where alerts are sent. Empty: they are only shown in the portal.')
param alertEmails array = []

@description('Hours without an event of Dataverse after which somebody is called, if reconciliation found changes meanwhile. 0: nobody is.')
@allowed([
  0
  6
  24
  48
])
param silenceHours int = 0

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Days for which a blob of the audit container can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param auditRetentionDays int = 3650

@description('The retention of the audit container was locked by hand: a policy that is locked refuses to be deployed again.')
param auditRetentionLocked bool = false

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    retentionDays: logRetentionDays
  }
}

module network 'network.bicep' = if (privateNetworking) {
  name: 'network'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
  }
}

module serviceBus 'service-bus.bicep' = {
  name: 'service-bus'
  scope: group
  params: {
    name: 'sb-${token}'
    location: location
    tags: tags
    tier: serviceBusTier
    privateNetworking: privateNetworking
    senderIpRanges: senderIpRanges
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    privateNetworking: privateNetworking
    auditRetentionDays: auditRetentionDays
    auditRetentionLocked: auditRetentionLocked
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    serviceBusName: serviceBus.outputs.name
    sendKey: sendKey
    workspaceId: monitoring.outputs.workspaceId
  }
}

module roles 'roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    storageName: storage.outputs.name
    serviceBusName: serviceBus.outputs.name
    insightsName: monitoring.outputs.insightsName
    keyVaultName: keyVault.outputs.name
    financePrincipalId: financeKeyVaultPrincipalId
    deployerPrincipalId: principalId
  }
}

module storageEndpoints 'private-endpoint.bicep' = [for service in ['blob', 'table']: if (privateNetworking) {
  name: 'storage-${service}-endpoint'
  scope: group
  params: {
    name: 'pe-${service}-${token}'
    location: location
    tags: tags
    targetId: storage.outputs.id
    groupId: service
    zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
    networkId: network.?outputs.id ?? ''
    subnetId: network.?outputs.endpointsSubnetId ?? ''
  }
}]

module serviceBusEndpoint 'private-endpoint.bicep' = if (privateNetworking && serviceBusTier == 'Premium') {
  name: 'service-bus-endpoint'
  scope: group
  params: {
    name: 'pe-bus-${token}'
    location: location
    tags: tags
    targetId: serviceBus.outputs.id
    groupId: 'namespace'
    zoneName: 'privatelink.servicebus.windows.net'
    networkId: network.?outputs.id ?? ''
    subnetId: network.?outputs.endpointsSubnetId ?? ''
  }
}

module functionApp 'function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    serviceBusHost: serviceBus.outputs.host
    insightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    subnetId: network.?outputs.appSubnetId ?? ''
    nodeVersion: nodeVersion
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyHttpInstances: alwaysReadyHttpInstances
    dataverseUrl: dataverseUrl
    dataverseOrganizationIds: dataverseOrganizationIds
    financeUrl: financeUrl
    companies: companies
    writeBack: writeBack
    mapsOff: mapsOff
    moreSettings: moreSettings
  }
  dependsOn: [
    roles
    storageEndpoints
  ]
}

module signIn 'sign-in.bicep' = if (!empty(consoleClientId)) {
  name: 'sign-in'
  scope: group
  params: {
    appName: functionApp.outputs.name
    clientId: consoleClientId
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    token: token
    environmentName: environmentName
    location: location
    tags: tags
    serviceBusId: serviceBus.outputs.id
    insightsId: monitoring.outputs.insightsId
    emails: alertEmails
    silenceHours: silenceHours
  }
}

module workbook 'workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
  }
}

// What the next steps read with `azd env get-values`; settings have their own names, so that commands find them. No secret is
// among them.
output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = functionApp.outputs.name
output FUNCTIONS_URL string = functionApp.outputs.url
output CONSOLE_URL string = '${functionApp.outputs.url}/api/support/console/'
output SUPPORT_URL string = functionApp.outputs.url
output MANAGED_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output APP_PRINCIPAL_ID string = identity.outputs.principalId
output SERVICE_BUS__fullyQualifiedNamespace string = serviceBus.outputs.host
output LEDGER__tableServiceUri string = 'https://${storage.outputs.name}.table.${environment().suffixes.storage}/'
output AUDIT_BLOBS__blobServiceUri string = 'https://${storage.outputs.name}.blob.${environment().suffixes.storage}/'
output KEY_VAULT_URI string = keyVault.outputs.uri
output KEY_VAULT_NAME string = keyVault.outputs.name
output FINANCE_SEND_SECRET string = keyVault.outputs.financeSecretName
output DATAVERSE_SEND_SECRET string = keyVault.outputs.dataverseSecretName
output WORKBOOK_ID string = workbook.outputs.id
