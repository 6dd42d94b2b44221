// Topics and subscriptions as the code has them: names, locks, deliveries, duplicate detection and times to live come from
// the one topology file, which the embedded broker reads too.

param name string
param location string
param tags object
param tier string
param privateNetworking bool
param senderIpRanges array
param workspaceId string

var topology = loadJsonContent('../../shared/messaging/topology.json')
var premium = tier == 'Premium'
var subscriptionsOf = map(topology.topics, topic => map(topic.subscriptions, subscription => {
  topic: topic.name
  name: subscription.name
}))

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: tier
    tier: tier
    capacity: premium ? 1 : null
  }
  properties: {
    minimumTlsVersion: '1.2'
    // Dataverse and Finance send with a key and know nothing else; the app itself uses its identity.
    disableLocalAuth: false
    publicNetworkAccess: 'Enabled'
  }
}

// Only Premium can refuse addresses. Dataverse and Finance are outside of the network, so their addresses stay open.
resource rules 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (premium && privateNetworking) {
  parent: namespace
  name: 'default'
  properties: {
    publicNetworkAccess: 'Enabled'
    defaultAction: empty(senderIpRanges) ? 'Allow' : 'Deny'
    trustedServiceAccessEnabled: true
    ipRules: [for range in senderIpRanges: {
      ipMask: range
      action: 'Allow'
    }]
  }
}

// One after the other: a namespace refuses changes of many entities at once.
@batchSize(1)
resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topic in topology.topics: {
  parent: namespace
  name: topic.name
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT${topology.defaults.duplicateDetectionSeconds}S'
    defaultMessageTimeToLive: 'P${topology.defaults.timeToLiveDays}D'
    maxMessageSizeInKilobytes: premium ? max(1024, topology.defaults.maxMessageKilobytes) : null
  }
}]

@batchSize(1)
resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for subscription in flatten(subscriptionsOf): {
  name: '${namespace.name}/${subscription.topic}/${subscription.name}'
  properties: {
    lockDuration: 'PT${topology.defaults.lockSeconds}S'
    maxDeliveryCount: topology.defaults.maxDeliveryCount
    // A change that nobody took in time is kept where support staff look.
    deadLetteringOnMessageExpiration: true
  }
  dependsOn: [
    topics
  ]
}]

// Each system may send to its own topic, and to nothing else. Nobody holds a key to receive.
resource dataverseSend 'Microsoft.ServiceBus/namespaces/topics/authorizationRules@2024-01-01' = {
  name: '${namespace.name}/dataverse-events/dataverse-send'
  properties: {
    rights: [
      'Send'
    ]
  }
  dependsOn: [
    topics
  ]
}

resource financeSend 'Microsoft.ServiceBus/namespaces/topics/authorizationRules@2024-01-01' = {
  name: '${namespace.name}/finance-events/finance-send'
  properties: {
    rights: [
      'Send'
    ]
  }
  dependsOn: [
    topics
  ]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output id string = namespace.id
output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
