// Holds only what Dataverse and Finance cannot do without: a key to send to their own topic. The app reads nothing here.
// The webhook key, where Dataverse uses the webhook, is added by hand: the host makes it only after the first deployment.

param name string
param location string
param tags object
param serviceBusName string
param sendKey string
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    // assumed(finance-reads-vault-by-role)
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    // Finance reads its key from outside of any network of ours.
    publicNetworkAccess: 'Enabled'
  }
}

resource dataverseSend 'Microsoft.ServiceBus/namespaces/topics/authorizationRules@2024-01-01' existing = {
  name: '${serviceBusName}/dataverse-events/dataverse-send'
}

resource financeSend 'Microsoft.ServiceBus/namespaces/topics/authorizationRules@2024-01-01' existing = {
  name: '${serviceBusName}/finance-events/finance-send'
}

resource dataverseSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'dataverse-send-connection'
  properties: {
    value: sendKey == 'primary' ? dataverseSend.listKeys().primaryConnectionString : dataverseSend.listKeys().secondaryConnectionString
    contentType: 'connection string of the rule dataverse-send on the topic dataverse-events'
  }
}

// Finance takes a connection string of a namespace: the topic's name must not stand in it. assumed(finance-sends-with-topic-key)
resource financeSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'finance-send-connection'
  properties: {
    value: replace(sendKey == 'primary' ? financeSend.listKeys().primaryConnectionString : financeSend.listKeys().secondaryConnectionString, ';EntityPath=finance-events', '')
    contentType: 'connection string of the rule finance-send on the topic finance-events'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
output dataverseSecretName string = dataverseSecret.name
output financeSecretName string = financeSecret.name
