// Who may do what. Every role is assigned on one resource, none on the group or the subscription.

param appPrincipalId string
param storageName string
param serviceBusName string
param insightsName string
param keyVaultName string
param financePrincipalId string
param deployerPrincipalId string

// Ids of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var role = {
  // The host keeps keys and timer locks in blobs and creates containers for them: it asks for owner of the data.
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  // Receiving, not managing: how many instances a function gets is told less exactly. assumed(receiver-scales)
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: keyVaultName
}

resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in [role.storageBlobDataOwner, role.storageTableDataContributor]: {
  name: guid(storage.id, appPrincipalId, id)
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appOnBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in [role.serviceBusDataSender, role.serviceBusDataReceiver]: {
  name: guid(bus.id, appPrincipalId, id)
  scope: bus
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource appOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, appPrincipalId, role.monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource financeOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(financePrincipalId)) {
  name: guid(vault.id, financePrincipalId, role.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.keyVaultSecretsUser)
    principalId: financePrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource deployerOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(vault.id, deployerPrincipalId, role.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.keyVaultSecretsUser)
    // A person or a pipeline: Azure finds out which.
    principalId: deployerPrincipalId
  }
}
